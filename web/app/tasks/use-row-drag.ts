import { useMemo, useRef } from 'react';
import { type DragAndDropHooks, useDragAndDrop } from 'react-aria-components';
import type { Task } from '#core/task/task.ts';

/** Places to drop cost as much as the rows; in a longer list rows are moved by key and by menu. */
const MAX_DRAGGABLE_ROWS = 100;

export const TASK_DRAG_TYPE = 'application/x-carillon-task';

/** Dragging rows into another order, by pointer, touch, or key at the handle. Undefined where there is no order. */
export function useRowDrag(
  rows: readonly Task[],
  onDrop: ((task: Task, target: { id: string; side: 'before' | 'after' }) => void) | null,
): DragAndDropHooks | undefined {
  const latest = useRef({ rows, onDrop });
  latest.current = { rows, onDrop };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => {
        const title = latest.current.rows.find(({ id }) => id === key)?.title ?? '';
        return { 'text/plain': title, [TASK_DRAG_TYPE]: String(key) };
      }),
    onReorder({ keys, target }) {
      const side = target.dropPosition;
      if (side === 'on') return;
      const moved = latest.current.rows.filter(({ id }) => keys.has(id));
      for (const task of side === 'after' ? moved.toReversed() : moved) {
        latest.current.onDrop?.(task, { id: String(target.key), side });
      }
    },
  });
  const canDrag = onDrop !== null && rows.length <= MAX_DRAGGABLE_ROWS;
  return useMemo(() => (canDrag ? dragAndDropHooks : undefined), [canDrag, dragAndDropHooks]);
}
