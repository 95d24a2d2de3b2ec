// biome-ignore-all lint/a11y/useSemanticElements: a grid of rows, and no table: nothing here stands in columns.
// biome-ignore-all lint/a11y/useFocusableInteractive: in this grid rows have the focus, and not their cells.
import { GripVertical } from 'lucide-react';
import { memo, useState } from 'react';
import styles from './task-list.module.css';
import { TaskRow, type TaskRowProps } from './task-row.tsx';
import type { RowPlace } from './use-row-drag.ts';

export interface TaskListRowProps {
  row: TaskRowProps;
  /** The one row that Tab leads to; the arrows move it. */
  isTabStop: boolean;
  isSelected: boolean;
  isCurrent: boolean;
  isDraggable: boolean;
  isDragged: boolean;
  dropSide: RowPlace['side'] | null;
}

/** A row of a task list. What happens to it is heard by the list. */
export const TaskListRow = memo(function TaskListRow({ row, ...state }: TaskListRowProps) {
  const { task } = row;
  const [isHovered, setHovered] = useState(false);
  // What shows on hover and on focus is made for those two rows only: for hundreds it would cost more than all the rest.
  const isInUse = state.isTabStop || isHovered;
  return (
    <div
      role="row"
      data-task-id={task.id}
      aria-label={task.title}
      aria-selected={state.isSelected}
      aria-current={state.isCurrent || undefined}
      tabIndex={state.isTabStop ? 0 : -1}
      draggable={state.isDraggable}
      data-dragged={state.isDragged || undefined}
      data-drop={state.dropSide ?? undefined}
      className={styles.item}
      onPointerEnter={({ pointerType }) => setHovered(pointerType !== 'touch')}
      onPointerLeave={() => setHovered(false)}
    >
      <div role="gridcell" className={styles.cell}>
        {state.isDraggable && isInUse ? (
          <span className={styles.handle} aria-hidden="true">
            <GripVertical />
          </span>
        ) : null}
        <TaskRow {...row} actions={isInUse ? row.actions : null} isOutOfTabOrder={!state.isTabStop} />
      </div>
    </div>
  );
});
