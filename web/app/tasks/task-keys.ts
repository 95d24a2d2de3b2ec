import { useMemo, useRef } from 'react';
import type { Task } from '#core/task/task.ts';
import { PRIORITIES } from '#core/task/task.ts';
import type { Command } from '../ui/keyboard/command-registry.ts';
import { useCommands } from '../ui/keyboard/keyboard-provider.tsx';
import { type TaskActions, useTaskActions } from './task-actions.tsx';

/** The row that has the focus, or that holds what has it. */
export function focusedTaskId(): string | null {
  return document.activeElement?.closest('[data-task-id]')?.getAttribute('data-task-id') ?? null;
}

/** What a key is about: the selection where there is one, else the row with the focus, else the open task. */
export function tasksAtHand({ sources: all }: Pick<TaskActions, 'sources'>, openTask: Task | null): Task[] {
  const sources = [...all].map((read) => read());
  const selected = sources.flatMap(({ tasks, selectedIds }) => tasks.filter(({ id }) => selectedIds.has(id)));
  if (selected.length > 0) return selected;
  const focusedId = focusedTaskId();
  const focused = sources.flatMap(({ tasks }) => tasks).find(({ id }) => id === focusedId);
  return focused ? [focused] : openTask ? [openTask] : [];
}

/** The keys that act on the tasks at hand. The same commands stand in the `?` sheet. */
export function useTaskKeys(openTask: Task | null): void {
  const actions = useTaskActions();
  const open = useRef(openTask);
  open.current = openTask;
  const commands = useMemo(() => {
    const targets = () => tasksAtHand(actions, open.current);
    const hasTargets = () => targets().length > 0;
    const areLive = () => hasTargets() && targets().every(({ deletedAt }) => deletedAt === null);
    const onTasks = (id: string, title: string, keys: string[], act: (tasks: Task[]) => void): Command => ({
      id: `task.${id}`,
      title,
      keys,
      scope: 'task',
      run: () => act(targets()),
      isEnabled: areLive,
    });
    const digits = ['0', '4', '3', '2', '1'];
    return [
      onTasks('complete', 'Complete or reopen', ['t', 'e'], (tasks) =>
        actions.setCompleted(
          tasks,
          tasks.some(({ status }) => status === 'open'),
        ),
      ),
      onTasks('due', 'Set the due date', ['d'], (tasks) => actions.ask('due', tasks)),
      onTasks('priority', 'Set the priority', ['p'], (tasks) => actions.ask('priority', tasks)),
      ...PRIORITIES.toReversed().map((priority) =>
        onTasks(
          `priority.${priority}`,
          `Priority: ${priority}`,
          [digits[PRIORITIES.indexOf(priority)] ?? '0'],
          (tasks) => actions.setPriority(tasks, priority),
        ),
      ),
      onTasks('tags', 'Change the tags', ['l'], (tasks) => actions.ask('tags', tasks)),
      onTasks('list', 'Move to another list', ['m'], (tasks) => actions.ask('list', tasks)),
      onTasks('delete', 'Move to the trash', ['#', 'Delete'], (tasks) => actions.remove(tasks)),
      {
        id: 'task.restore',
        title: 'Restore from the trash',
        keys: ['r'],
        scope: 'task',
        run: () => actions.restore(targets()),
        isEnabled: () => hasTargets() && targets().every(({ deletedAt }) => deletedAt !== null),
      },
      {
        id: 'task.copy-link',
        title: 'Copy a link to the task',
        keys: ['.'],
        scope: 'task',
        run: () => {
          const [task] = targets();
          if (task) void navigator.clipboard?.writeText(`${window.location.origin}/all?task=${task.id}`);
        },
        isEnabled: hasTargets,
      },
    ] satisfies Command[];
  }, [actions]);
  useCommands(commands);
}
