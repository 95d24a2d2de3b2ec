import { GripVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button,
  type DragAndDropHooks,
  GridList,
  GridListHeader,
  GridListItem,
  GridListSection,
  type Key,
  type Selection,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { DayHeading, type DayHeadingProps } from './day-heading.tsx';
import styles from './task-list.module.css';
import { TaskRow, type TaskRowProps } from './task-row.tsx';

export interface TaskListGroup {
  id: string;
  /** Without a heading the rows stand by themselves. */
  heading?: DayHeadingProps;
  rows: readonly TaskRowProps[];
}

export interface TaskListProps {
  label: string;
  groups: readonly TaskListGroup[];
  /** The task open in the detail panel. */
  currentId?: string | null;
  hrefFor?: (taskId: string) => string;
  onOpen?: (taskId: string) => void;
  selectedIds?: ReadonlySet<string>;
  onSelectionChange?: (ids: Set<string>) => void;
  emptyState?: ReactNode;
  /** Rows can be dragged to another place; each then has a handle for those who drag by key. */
  dragAndDropHooks?: DragAndDropHooks | undefined;
}

/** Tasks in groups: arrows walk the rows, Enter opens, Space selects; Tab and the side arrows reach inside a row. */
export function TaskList({
  label,
  groups,
  emptyState,
  selectedIds,
  onSelectionChange,
  dragAndDropHooks,
  ...row
}: TaskListProps) {
  const canDrag = dragAndDropHooks !== undefined;
  const isEmpty = groups.every((group) => group.rows.length === 0);
  if (isEmpty && emptyState) return emptyState;
  return (
    <GridList
      aria-label={label}
      className={styles.list}
      // Letters are commands here, not a search.
      disallowTypeAhead
      selectionMode={onSelectionChange ? 'multiple' : 'none'}
      selectionBehavior="toggle"
      {...(canDrag ? { dragAndDropHooks } : {})}
      selectedKeys={selectedIds ?? []}
      onSelectionChange={(selection) => onSelectionChange?.(selectedTaskIds(selection, groups))}
    >
      {groups.map((group) =>
        group.heading ? (
          <GridListSection key={group.id} id={group.id} className={styles.section}>
            <GridListHeader className={styles.header}>
              <DayHeading {...group.heading} />
            </GridListHeader>
            {group.rows.map((props) => (
              <TaskListRow key={props.task.id} {...row} canDrag={canDrag} props={props} />
            ))}
          </GridListSection>
        ) : (
          group.rows.map((props) => <TaskListRow key={props.task.id} {...row} canDrag={canDrag} props={props} />)
        ),
      )}
    </GridList>
  );
}

type TaskListRowProps = Pick<TaskListProps, 'currentId' | 'hrefFor' | 'onOpen'> & {
  props: TaskRowProps;
  canDrag: boolean;
};

function TaskListRow({ props, currentId, hrefFor, onOpen, canDrag }: TaskListRowProps) {
  const { task } = props;
  return (
    <GridListItem
      id={task.id}
      textValue={task.title}
      href={hrefFor?.(task.id)}
      onAction={onOpen && (() => onOpen(task.id))}
      data-task-id={task.id}
      className={classNames(styles.item, task.id === currentId && styles.current)}
    >
      {canDrag ? (
        <Button slot="drag" className={styles.handle} aria-label={`Move ${task.title}`}>
          <GripVertical aria-hidden="true" />
        </Button>
      ) : null}
      <TaskRow {...props} />
    </GridListItem>
  );
}

function selectedTaskIds(selection: Selection, groups: readonly TaskListGroup[]): Set<string> {
  const all = () => groups.flatMap((group) => group.rows.map(({ task }) => task.id));
  return new Set(selection === 'all' ? all() : [...selection].map((key: Key) => String(key)));
}
