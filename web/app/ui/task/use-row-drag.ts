import { type DragEvent, useState } from 'react';
import { rowIdAt } from './row-id-at.ts';

/** A place beside a row. */
export interface RowPlace {
  id: string;
  side: 'before' | 'after';
}

export interface RowDragInput {
  /** In the order they stand. */
  ids: readonly string[];
  selectedIds: ReadonlySet<string>;
  /** Null where rows have no order of their own. */
  onDrop: ((taskIds: readonly string[], place: RowPlace) => void) | null;
}

const NONE: readonly string[] = [];

/**
 * Dragging rows to another place, by the browser's own means; a selected row takes the others along. It is for
 * pointers only: by key, rows are moved with Alt and the arrows.
 */
export function useRowDrag({ ids, selectedIds, onDrop }: RowDragInput) {
  const [dragged, setDragged] = useState(NONE);
  const [over, setOver] = useState<RowPlace | null>(null);
  const end = () => {
    setDragged(NONE);
    setOver(null);
  };
  const dragHandlers = {
    onDragStart(event: DragEvent) {
      const id = rowIdAt(event.target);
      if (id === null) return;
      event.dataTransfer.effectAllowed = 'move';
      // Some browsers drag nothing that carries nothing.
      event.dataTransfer.setData('text/plain', id);
      setDragged(selectedIds.has(id) ? ids.filter((each) => selectedIds.has(each)) : [id]);
    },
    onDragOver(event: DragEvent) {
      if (dragged.length === 0) return;
      event.preventDefault();
      const place = placeAt(event);
      if (place?.id !== over?.id || place?.side !== over?.side) setOver(place);
    },
    onDragLeave(event: DragEvent) {
      const isStillInside = event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      if (!isStillInside) setOver(null);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      if (over) onDrop?.(dragged, over);
      end();
    },
    onDragEnd: end,
  };
  return { dragged, over, dragHandlers: onDrop ? dragHandlers : {} };
}

function placeAt(event: DragEvent): RowPlace | null {
  const row = event.target instanceof Element ? event.target.closest('[role="row"]') : null;
  const id = rowIdAt(row);
  if (row === null || id === null) return null;
  const { top, height } = row.getBoundingClientRect();
  return { id, side: event.clientY < top + height / 2 ? 'before' : 'after' };
}
