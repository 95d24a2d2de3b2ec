import { findListByName } from '#core/capture/captured-lists.ts';
import { capturedTask } from '#core/capture/captured-task.ts';
import type { Capture, CaptureContext } from '#core/language/capture.ts';
import { parseCapture } from '#core/language/parse-capture.ts';
import { newId } from '../commands/mint-id.ts';
import type { TaskDraft } from '../commands/task-writes.ts';

interface KnownList {
  id: string;
  name: string;
  archivedAt: string | null;
}

/** The task that a line asks for, read like every line; a list that is named and does not exist is made for it. */
export function capturedDraft(
  text: string,
  lists: readonly KnownList[],
  context: Omit<CaptureContext, 'lists'>,
): TaskDraft {
  const names = lists.filter(({ archivedAt }) => archivedAt === null).map(({ name }) => name);
  const capture = parseCapture(text, { ...context, lists: names });
  const { recurrence, reminders = null, ...task } = capturedTask(capture);
  return {
    ...task,
    ...placeOf(capture, lists),
    recurrence: recurrence ? { ...recurrence, seriesId: newId('series') } : null,
    reminders,
  };
}

function placeOf({ list: name }: Capture, lists: readonly KnownList[]): Pick<TaskDraft, 'listId' | 'newList'> {
  if (name === null) return {};
  const known = findListByName(name, lists);
  if (known) return { listId: known.id };
  const id = newId('list');
  return { listId: id, newList: { id, name } };
}
