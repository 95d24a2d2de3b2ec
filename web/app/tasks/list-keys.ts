import { useEffect, useMemo, useRef } from 'react';
import type { Task } from '#core/task/task.ts';
import type { Command } from '../ui/keyboard/command-registry.ts';
import { useCommands } from '../ui/keyboard/keyboard-provider.tsx';
import { useTaskActions } from './task-actions.tsx';
import { focusedTaskId } from './task-keys.ts';

export interface ListKeysInput {
  /** In the order they stand. */
  tasks: readonly Task[];
  selectedIds: ReadonlySet<string>;
  select: (ids: Set<string>) => void;
  /** Null where rows have no order of their own. */
  onMove: ((task: Task, by: -1 | 1) => void) | null;
}

/** Walking, selecting and moving rows by key. */
export function useListKeys(input: ListKeysInput): void {
  const { sources } = useTaskActions();
  const latest = useRef(input);
  latest.current = input;
  /** Where a selection by Shift+X began. */
  const anchor = useRef<string | null>(null);

  useEffect(() => {
    const read = () => latest.current;
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
      if (task) latest.current.onMove?.(task, by);
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
          if (id === null) return;
          const { selectedIds, select } = latest.current;
          const next = new Set(selectedIds);
          if (!next.delete(id)) next.add(id);
          anchor.current = id;
          select(next);
        },
        isRowFocused,
      ),
      command(
        'select-range',
        'Select up to here',
        ['Shift+x'],
        () => {
          const all = ids();
          const to = all.indexOf(focused() ?? '');
          const from = all.indexOf(anchor.current ?? '');
          const range = all.slice(Math.min(from < 0 ? to : from, to), Math.max(from, to) + 1);
          latest.current.select(new Set([...latest.current.selectedIds, ...range]));
        },
        isRowFocused,
      ),
      command('select-all', 'Select all', ['Mod+a'], () => latest.current.select(new Set(ids())), isRowFocused),
      command(
        'select-none',
        'Clear the selection',
        ['Escape'],
        () => latest.current.select(new Set()),
        () => latest.current.selectedIds.size > 0,
      ),
      command('move-up', 'Move up', ['Alt+ArrowUp'], () => move(-1), canMove),
      command('move-down', 'Move down', ['Alt+ArrowDown'], () => move(1), canMove),
    ];
  }, []);
  useCommands(commands);
}

/** Puts the focus on a row, if it is on screen. */
export function focusRow(taskId: string): void {
  const row = document.querySelector(`[role="row"][data-task-id="${CSS.escape(taskId)}"]`);
  if (row instanceof HTMLElement) row.focus();
}
