// biome-ignore-all lint/a11y/useSemanticElements: a grid of rows, and no table: nothing here stands in columns.
// biome-ignore-all lint/a11y/useFocusableInteractive: in this grid rows have the focus, and not their headings.
import { Fragment, type MouseEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { DayHeading, type DayHeadingProps } from './day-heading.tsx';
import { handleRowKey } from './handle-row-key.ts';
import { rowIdAt } from './row-id-at.ts';
import styles from './task-list.module.css';
import { TaskListRow } from './task-list-row.tsx';
import type { TaskRowProps } from './task-row.tsx';
import { type RowPlace, useRowDrag } from './use-row-drag.ts';
import type { RowSelection } from './use-row-selection.ts';

export interface TaskListGroup {
  id: string;
  /** Without a heading the rows stand by themselves. */
  heading?: DayHeadingProps;
  /** A row whose props are the same object as before is not drawn again. */
  rows: readonly TaskRowProps[];
  /** Rows of another kind, under the tasks. They are no part of walking and selecting. */
  after?: ReactNode;
}

export interface TaskListProps {
  label: string;
  groups: readonly TaskListGroup[];
  /** The task open in the detail panel. */
  currentId?: string | null;
  onOpen?: (taskId: string) => void;
  selection: RowSelection;
  emptyState?: ReactNode;
  /** Where rows have an order of their own: what was dragged, and where it was let go. */
  onDrop?: ((taskIds: readonly string[], place: RowPlace) => void) | null;
}

/**
 * Tasks in groups: arrows walk the rows, Enter opens, Space selects; Tab and the side arrows reach inside a row.
 *
 * A grid of our own, because React Aria's draws all of its rows at every key, 150 ms for 500 of them; and its
 * virtualizer, which leaves out the rows that are not in view, leaves nothing to print, to find in the page, or to
 * read before the scripts are there.
 */
export function TaskList({
  label,
  groups,
  emptyState,
  currentId = null,
  onOpen,
  selection,
  onDrop = null,
}: TaskListProps) {
  const ids = useMemo(() => groups.flatMap(({ rows }) => rows.map(({ task }) => task.id)), [groups]);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const tabStopId = focusedId !== null && ids.includes(focusedId) ? focusedId : ids[0];
  const { selectedIds } = selection;
  const { dragged, over, dragHandlers } = useRowDrag({ ids, selectedIds, onDrop });
  const headingId = useId();
  if (ids.length === 0 && groups.every(({ after }) => !after) && emptyState) return emptyState;

  const onClick = (event: MouseEvent) => {
    const id = rowIdAt(event.target);
    const isInControl = event.target instanceof Element && event.target.closest('label, button') !== null;
    if (id === null || isInControl) return;
    if (event.shiftKey) selection.extend(tabStopId ?? id, id);
    else if (event.ctrlKey || event.metaKey || selectedIds.size > 0) selection.toggle(id);
    else onOpen?.(id);
  };
  return (
    <div
      role="grid"
      aria-label={label}
      aria-multiselectable
      onClick={onClick}
      onFocus={(event) => setFocusedId(rowIdAt(event.target))}
      onKeyDown={(event) => handleRowKey(event, { ids, selection, onOpen })}
      {...dragHandlers}
    >
      {groups.map(({ id: groupId, heading, rows, after }) => {
        const drawn = rows.map((row) => (
          <TaskListRow
            key={row.task.id}
            row={row}
            isTabStop={row.task.id === tabStopId}
            isSelected={selectedIds.has(row.task.id)}
            isCurrent={row.task.id === currentId}
            isDraggable={onDrop !== null}
            isDragged={dragged.includes(row.task.id)}
            dropSide={over?.id === row.task.id ? over.side : null}
          />
        ));
        if (!heading) {
          return (
            <Fragment key={groupId}>
              {drawn}
              {after}
            </Fragment>
          );
        }
        return (
          <div key={groupId} role="rowgroup" aria-labelledby={`${headingId}${groupId}`}>
            <div role="row" className={styles.header}>
              <div role="rowheader" id={`${headingId}${groupId}`} className={styles.cell}>
                <DayHeading {...heading} />
              </div>
            </div>
            {drawn}
            {after}
          </div>
        );
      })}
    </div>
  );
}
