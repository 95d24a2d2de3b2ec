import type { KeyboardEvent } from 'react';
import { rowIdAt } from './row-id-at.ts';
import type { RowSelection } from './use-row-selection.ts';

export interface RowKeys {
  /** In the order they stand. */
  ids: readonly string[];
  selection: RowSelection;
  onOpen: ((taskId: string) => void) | undefined;
}

/** About as many rows as a screen shows, so that some of what was in view stays in view. */
const ROWS_PER_PAGE = 10;

/** What a key does in a grid of rows. Keys with a modifier other than Shift are commands. */
export function handleRowKey(event: KeyboardEvent<HTMLElement>, { ids, selection, onOpen }: RowKeys): void {
  const { target, currentTarget: grid } = event;
  const id = rowIdAt(target);
  if (!(target instanceof Element) || id === null || event.altKey || event.ctrlKey || event.metaKey) return;
  const row = target.closest('[role="row"]');
  const index = ids.indexOf(id);

  const walkTo = (to: number) => {
    const next = ids[Math.max(0, Math.min(to, ids.length - 1))] ?? id;
    if (event.shiftKey) selection.extend(id, next);
    focus(grid.querySelector(`[role="row"][data-task-id="${CSS.escape(next)}"]`));
  };
  /** To the next control of the row, and from its first one back to the row itself. */
  const walkInside = (by: -1 | 1) => {
    const stops = [row, ...(row?.querySelectorAll('input:enabled, button:enabled') ?? [])];
    const step = getComputedStyle(grid).direction === 'rtl' ? -by : by;
    focus(stops[stops.indexOf(target) + step]);
  };
  const actions: Record<string, () => void> = {
    ArrowDown: () => walkTo(index + 1),
    ArrowUp: () => walkTo(index - 1),
    PageDown: () => walkTo(index + ROWS_PER_PAGE),
    PageUp: () => walkTo(index - ROWS_PER_PAGE),
    Home: () => walkTo(0),
    End: () => walkTo(ids.length - 1),
    ArrowRight: () => walkInside(1),
    ArrowLeft: () => walkInside(-1),
    // On a control inside the row these two are the control's.
    ...(target === row ? { Enter: () => onOpen?.(id), ' ': () => selection.toggle(id) } : {}),
  };
  const act = actions[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function focus(element: Element | null | undefined): void {
  if (element instanceof HTMLElement) element.focus();
}
