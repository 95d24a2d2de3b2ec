import { createContext, type ReactNode, use, useMemo, useRef, useState } from 'react';
import type { Due } from '#core/task/due.ts';
import type { Priority, Task } from '#core/task/task.ts';
import { nowInstant } from '../commands/now-instant.ts';
import * as writes from '../commands/task-writes.ts';
import type { NewWrite } from '../commands/write.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { dueWords } from '../ui/format/due-words.ts';
import { priorityWords } from '../ui/task/priority-words.ts';
import { TaskActionDialog } from './task-action-dialog.tsx';

export type TaskQuestion = 'due' | 'priority' | 'tags' | 'list';

/** What can be done with tasks, by whatever means: keys, buttons, menus and drags all end here. */
export interface TaskActions {
  write: (write: NewWrite) => void;
  setCompleted: (tasks: readonly Task[], isCompleted: boolean) => void;
  setDue: (tasks: readonly Task[], due: Due | null) => void;
  setPriority: (tasks: readonly Task[], priority: Priority) => void;
  addTag: (tasks: readonly Task[], tag: string) => void;
  removeTag: (tasks: readonly Task[], tag: string) => void;
  moveToList: (tasks: readonly Task[], listId: string) => void;
  remove: (tasks: readonly Task[]) => void;
  restore: (tasks: readonly Task[]) => void;
  /** Asks for the value in a dialog. */
  ask: (question: TaskQuestion, tasks: readonly Task[]) => void;
  /** Where keys find the tasks they act on. */
  sources: Set<() => TargetSource>;
}

/** Something that shows tasks: its rows and which of them are selected. */
export interface TargetSource {
  tasks: readonly Task[];
  selectedIds: ReadonlySet<string>;
}

const TaskActionsContext = createContext<TaskActions | null>(null);

export function TaskActionsProvider({ children }: { children: ReactNode }) {
  const { commands, lists, overview, nowMs } = useWorkspace();
  const [question, setQuestion] = useState<{ kind: TaskQuestion; tasks: readonly Task[] } | null>(null);
  const sources = useRef(new Set<() => TargetSource>());
  const latest = useRef({ lists, settings: overview.settings, nowMs });
  latest.current = { lists, settings: overview.settings, nowMs };

  const actions = useMemo<TaskActions>(() => {
    const write = (asked: NewWrite) => {
      if (asked.commands.length > 0) void commands.dispatch(asked);
    };
    return {
      write,
      setCompleted(tasks, isCompleted) {
        const different = tasks.filter(({ status }) => (status === 'completed') !== isCompleted);
        write(isCompleted ? writes.completeTasks(different, nowInstant()) : writes.reopenTasks(different));
      },
      setDue(tasks, due) {
        const { settings } = latest.current;
        const words = due
          ? dueWords(due, { nowMs: latest.current.nowMs, ...settings, isDone: true }).text.toLowerCase()
          : '';
        write(writes.setDue(tasks, due, words));
      },
      setPriority: (tasks, priority) => write(writes.setPriority(tasks, priority, priorityWords[priority])),
      addTag: (tasks, tag) => write(writes.addTag(tasks, tag)),
      removeTag(tasks, tag) {
        write(
          writes.removeTag(
            tasks.filter(({ tags }) => tags.includes(tag)),
            tag,
          ),
        );
      },
      moveToList(tasks, listId) {
        const list = latest.current.lists.find(({ id }) => id === listId);
        if (list)
          write(
            writes.moveToList(
              tasks.filter((task) => task.listId !== listId || task.parentId),
              list,
            ),
          );
      },
      remove: (tasks) => write(writes.deleteTasks(tasks, nowInstant())),
      restore: (tasks) => write(writes.restoreTasks(tasks)),
      ask: (kind, tasks) => tasks.length > 0 && setQuestion({ kind, tasks }),
      sources: sources.current,
    };
  }, [commands]);

  return (
    <TaskActionsContext value={actions}>
      {children}
      {question ? <TaskActionDialog {...question} actions={actions} onClose={() => setQuestion(null)} /> : null}
    </TaskActionsContext>
  );
}

export function useTaskActions(): TaskActions {
  const actions = use(TaskActionsContext);
  if (!actions) throw new Error('useTaskActions is for pages inside the signed-in app');
  return actions;
}
