import { useEffect, useMemo, useRef } from 'react';
import type { Task } from '#core/task/task.ts';
import type { Command } from '../ui/keyboard/command-registry.ts';
import { useCommands } from '../ui/keyboard/keyboard-provider.tsx';
import type { RowSelection } from '../ui/task/use-row-selection.ts';
import { useTaskActions } from './task-actions.tsx';
import { focusedTaskId } from './task-keys.ts';

export interface ListKeysInput {
  /** In the order they stand. */
  tasks: readonly Task[];
  selection: RowSelection;
  /** Null where rows have no order of their own. */
  onMove: ((task: Task, by: -1 | 1) => void) | null;
}

/** Walking, selecting and moving rows by key. */
export function useListKeys(input: ListKeysInput): void {
  const { sources } = useTaskActions();
  const latest = useRef(input);
  latest.current = input;

  useEffect(() => {
    const read = () => ({ tasks: latest.current.tasks, selectedIds: latest.current.selection.selectedIds });
    sources.add(read);
    return () => {
      sources.delete(read);
    };
  }, [sources]);

  const commands = useMemo(() => {
    const ids = () => latest.current.tasks.map(({ id }) => id);
    const focused = () => {
      const id = focusedTaskId();
      return id !== null && ids().includes(id) ? id : null;
    };
    const walk = (by: -1 | 1) => {
      const all = ids();
      const at = focused();
      const next = at === null ? all.at(by === 1 ? 0 : -1) : all[all.indexOf(at) + by];
      if (next !== undefined) focusRow(next);
    };
    const move = (by: -1 | 1) => {
      const task = latest.current.tasks.find(({ id }) => id === focused());
      if (!task) return;
      latest.current.onMove?.(task, by);
      // It has the focus and goes on having it, so it is not to leave the view.
      requestAnimationFrame(() => focusRow(task.id));
    };
    const canMove = () => latest.current.onMove !== null && focused() !== null;
    const isRowFocused = () => focused() !== null;
    const command = (
      id: string,
      title: string,
      keys: string[],
      run: () => void,
      isEnabled?: () => boolean,
    ): Command => ({
      id: `list.${id}`,
      title,
      keys,
      scope: 'list',
      run,
      ...(isEnabled ? { isEnabled } : {}),
    });
    // The grid itself answers these keys; they stand here so that the sheet names them.
    const byGrid = () => false;
    return [
      command('next', 'Next task', ['j'], () => walk(1)),
      command('previous', 'Previous task', ['k'], () => walk(-1)),
      command('open', 'Open the task', ['Enter'], () => {}, byGrid),
      command(
        'select',
        'Select the task',
        ['x'],
        () => {
          const id = focused();
          if (id !== null) latest.current.selection.toggle(id);
        },
        isRowFocused,
      ),
      command(
        'select-range',
        'Select up to here',
        ['Shift+x'],
        () => {
          const id = focused();
          if (id !== null) latest.current.selection.extend(id, id);
        },
        isRowFocused,
      ),
      command('select-all', 'Select all', ['Mod+a'], () => latest.current.selection.select(ids()), isRowFocused),
      command(
        'select-none',
        'Clear the selection',
        ['Escape'],
        () => latest.current.selection.select([]),
        () => latest.current.selection.selectedIds.size > 0,
      ),
      command('move-up', 'Move up', ['Alt+ArrowUp'], () => move(-1), canMove),
      command('move-down', 'Move down', ['Alt+ArrowDown'], () => move(1), canMove),
    ];
  }, []);
  useCommands(commands);
}

/** Puts the focus on a row, if there is one, and the row into view. */
export function focusRow(taskId: string): void {
  const row = document.querySelector(`[role="row"][data-task-id="${CSS.escape(taskId)}"]`);
  if (!(row instanceof HTMLElement)) return;
  row.focus();
  // What has the focus already is not scrolled to by focusing it.
  row.scrollIntoView({ block: 'nearest' });
}
