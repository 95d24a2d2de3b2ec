import type { CommandInput } from '#core/command/command.ts';
import { INBOX_ID } from '#core/ids.ts';
import type { NewReminder } from '#core/reminder/commands.ts';
import type { Trigger } from '#core/series/series.ts';
import { normaliseTag } from '#core/tag/tag.ts';
import type { Due } from '#core/task/due.ts';
import type { Priority, Task } from '#core/task/task.ts';
import { startOf } from '../repeat/repeat-value.ts';
import { shortenTitle } from './shorten-title.ts';
import type { NewWrite, TaskOverlay } from './write.ts';

/** Every gesture on tasks as a write: the commands, what they look like at once, and what they are called. */

/** Which occurrences of a task that repeats an edit is about; for any other task there is no difference. */
export type EditScope = 'this' | 'following';

export function completeTasks(tasks: readonly Task[], now: string): NewWrite {
  return each(
    tasks,
    'Completed',
    (task) => ({ type: 'task.complete', taskId: task.id }),
    () => ({
      status: 'completed',
      completedAt: now,
    }),
  );
}

export function reopenTasks(tasks: readonly Task[]): NewWrite {
  return each(
    tasks,
    'Reopened',
    (task) => ({ type: 'task.reopen', taskId: task.id }),
    () => ({ status: 'open', completedAt: null }),
  );
}

export function deleteTasks(tasks: readonly Task[], now: string): NewWrite {
  return each(
    tasks,
    'Moved to the trash:',
    (task) => ({ type: 'task.delete', taskId: task.id }),
    () => ({ deletedAt: now }),
  );
}

export function restoreTasks(tasks: readonly Task[]): NewWrite {
  return each(
    tasks,
    'Restored',
    (task) => ({ type: 'task.restore', taskId: task.id }),
    () => ({ deletedAt: null }),
  );
}

export function setDue(tasks: readonly Task[], due: Due | null, words: string): NewWrite {
  const label = due ? `Due ${words}:` : 'No due date:';
  return each(
    tasks,
    label,
    (task) => ({ type: 'task.update', taskId: task.id, patch: { due } }),
    () => ({ due }),
  );
}

/** Each task to a day of its own, as one change. */
export function reschedule(tasks: readonly Task[], dueFor: (task: Task) => Due, words: string): NewWrite {
  return each(
    tasks,
    `Due ${words}:`,
    (task) => ({ type: 'task.update', taskId: task.id, patch: { due: dueFor(task) } }),
    (task) => ({
      due: dueFor(task),
    }),
  );
}

export function setPriority(
  tasks: readonly Task[],
  priority: Priority,
  words: string,
  scope: EditScope = 'following',
): NewWrite {
  const label = priority === 'none' ? 'No priority:' : `Priority ${words.toLowerCase()}:`;
  return each(
    tasks,
    label,
    (task) => ({ type: 'task.update', taskId: task.id, patch: { priority }, scope }),
    () => ({ priority }),
  );
}

export function setTitle(task: Task, title: string, scope: EditScope = 'following'): NewWrite {
  return each(
    [task],
    'Renamed',
    () => ({ type: 'task.update', taskId: task.id, patch: { title }, scope }),
    () => ({ title }),
  );
}

/** Refused when somebody changed the task meanwhile, since whole notes would be lost. */
export function setNotes(task: Task, notes: string, scope: EditScope = 'following'): NewWrite {
  const command = { type: 'task.update', taskId: task.id, ifVersion: task.version, patch: { notes }, scope } as const;
  return each(
    [task],
    'Notes changed:',
    () => command,
    () => ({ notes }),
  );
}

export function addTag(tasks: readonly Task[], text: string): NewWrite {
  const tag = normaliseTag(text);
  const label = `Tagged #${tag}:`;
  return each(
    tasks,
    label,
    (task) => ({ type: 'task.tag', taskId: task.id, add: [tag] }),
    ({ tags }) => ({
      tags: [...new Set([...tags, tag])].sort(),
    }),
  );
}

export function removeTag(tasks: readonly Task[], tag: string): NewWrite {
  const label = `Removed #${tag}:`;
  return each(
    tasks,
    label,
    (task) => ({ type: 'task.tag', taskId: task.id, remove: [tag] }),
    ({ tags }) => ({
      tags: tags.filter((each) => each !== tag),
    }),
  );
}

/** Other tags for one occurrence, while those that follow keep theirs. */
export function setTagsOfThis(task: Task, tags: readonly string[]): NewWrite {
  const next = [...new Set(tags.map(normaliseTag))].sort();
  return each(
    [task],
    'Tags changed:',
    () => ({ type: 'task.update', taskId: task.id, patch: { tags: next }, scope: 'this' }),
    () => ({ tags: next }),
  );
}

export function moveToList(tasks: readonly Task[], list: { id: string; name: string }): NewWrite {
  return each(
    tasks,
    `Moved to ${list.name}:`,
    (task) => ({ type: 'task.move', taskId: task.id, listId: list.id }),
    () => ({
      listId: list.id,
      parentId: null,
    }),
  );
}

/** @param orderKey where it stands until the server says */
export function reorder(task: Task, neighbour: { after: string } | { before: string }, orderKey: string): NewWrite {
  return each(
    [task],
    'Moved',
    () => ({ type: 'task.move', taskId: task.id, ...neighbour }),
    () => ({ orderKey }),
  );
}

export interface TaskDraft {
  title: string;
  listId?: string;
  /** Makes the list of that id first. */
  newList?: { id: string; name: string } | null;
  parentId?: string | null;
  priority?: Priority;
  due?: Due | null;
  tags?: readonly string[];
  /** It needs a due then. */
  recurrence?: { seriesId: string; rule: string; trigger: Trigger } | null;
  /** Null leaves it to the settings whether there is one. */
  reminders?: readonly NewReminder[] | null;
}

/** A new task, under an id that the window made, so that it can be changed before the server has heard of it. */
export function createTask(draft: TaskDraft, made: { taskId: string; now: string; viewKey: string }): NewWrite {
  const { title, parentId = null, priority = 'none', due = null, recurrence = null, reminders = null } = draft;
  const tags = (draft.tags ?? []).map(normaliseTag);
  const { taskId, now, viewKey } = made;
  const task: Task = {
    id: taskId,
    listId: draft.listId ?? INBOX_ID,
    parentId,
    title,
    notes: '',
    status: 'open',
    priority,
    tags,
    due,
    // The server knows whether the settings make one.
    reminders: [],
    // A due that is no date of the rule moves; that the server says.
    series: recurrence && due ? { id: recurrence.seriesId, slot: startOf(due) } : null,
    orderKey: LAST_ORDER_KEY,
    version: 1,
    createdAt: now,
    updatedAt: now,
    completedAt: null,
    deletedAt: null,
  };
  const place = parentId === null ? { listId: task.listId } : { parentId };
  const { newList = null } = draft;
  return {
    commands: [
      ...(newList ? [{ type: 'list.create' as const, listId: newList.id, name: newList.name }] : []),
      {
        type: 'task.create',
        taskId,
        title,
        priority,
        due,
        tags,
        ...place,
        ...(recurrence ? { recurrence } : {}),
        ...(reminders ? { reminders: [...reminders] } : {}),
      },
    ],
    label: `Added “${shortenTitle(title)}”`,
    created: { task, viewKey },
    subjects: [...(parentId === null ? [] : [parentId]), ...(newList ? [newList.id] : [])],
  };
}

/** Several new tasks as one change; they show when the server has answered. */
export function createTasks(
  drafts: readonly { draft: TaskDraft; taskId: string }[],
  made: { now: string; viewKey: string },
): NewWrite {
  const writes = drafts.map(({ draft, taskId }) => createTask(draft, { taskId, ...made }));
  return {
    commands: writes.flatMap(({ commands }) => commands),
    label: `Added ${drafts.length} tasks`,
    subjects: [...new Set(writes.flatMap(({ subjects = [] }) => subjects))],
  };
}

/** Behind every key that the server makes. */
const LAST_ORDER_KEY = '~';

function each(
  tasks: readonly Task[],
  verb: string,
  commandFor: (task: Task) => CommandInput,
  overlayFor: (task: Task) => TaskOverlay,
): NewWrite {
  const first = tasks[0];
  const what = tasks.length === 1 && first ? `“${shortenTitle(first.title)}”` : `${tasks.length} tasks`;
  return {
    commands: tasks.map(commandFor),
    label: `${verb} ${what}`,
    changes: tasks.map((task) => ({ task, overlay: overlayFor(task) })),
  };
}
