import type { Task } from '#core/task/task.ts';
import { newId } from '../../commands/mint-id.ts';
import { nowInstant } from '../../commands/now-instant.ts';
import { createTask, createTasks } from '../../commands/task-writes.ts';
import { type Around, CaptureBox } from '../capture/capture-box.tsx';
import type { Aspect } from '../capture/reading-words.ts';
import type { Said, SaidBesides } from '../capture/said.ts';
import { saidDraft } from '../capture/said-draft.ts';
import { useTaskActions } from '../task-actions.tsx';

export interface AddSubtaskProps {
  parent: Task;
  viewKey: string;
}

const LIST: ReadonlySet<Aspect> = new Set(['list']);

/** The box of a task: its lines are parts of it, which have no list of their own and do not repeat by themselves. */
export function AddSubtask({ parent, viewKey }: AddSubtaskProps) {
  const { write } = useTaskActions();
  const add = (all: readonly Said[]) => {
    const drafts = all.map((said) => ({
      draft: {
        ...saidDraft(said),
        parentId: parent.id,
        listId: parent.listId,
        newList: null,
        recurrence: null,
      },
      taskId: newId('task'),
    }));
    const [only] = drafts;
    const made = { now: nowInstant(), viewKey };
    if (only === undefined) return;
    write(drafts.length === 1 ? createTask(only.draft, { taskId: only.taskId, ...made }) : createTasks(drafts, made));
  };
  const aroundOf = (said: SaidBesides): Around => ({ due: said.due ?? null, overruled: LIST, note: noteOn(said) });
  return <CaptureBox label="Add a subtask" size="small" aroundOf={aroundOf} onAdd={add} />;
}

function noteOn({ repeat, listId, newList }: SaidBesides): string | undefined {
  if (repeat) return 'A subtask does not repeat by itself: it gets the first date only.';
  if (listId !== undefined || newList !== undefined) return 'A subtask is in the list of its task.';
  return undefined;
}
