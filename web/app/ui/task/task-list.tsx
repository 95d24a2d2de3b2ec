import { GripVertical } from 'lucide-react';
import { createContext, type ReactNode, use, useMemo } from 'react';
import {
  Button,
  Collection,
  type DragAndDropHooks,
  GridList,
  GridListHeader,
  GridListItem,
  GridListSection,
  type Key,
  type Selection,
} from 'react-aria-components';
import { ActiveRow, InActiveRow } from './active-row.tsx';
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
  currentId = null,
  ...row
}: TaskListProps) {
  const canDrag = dragAndDropHooks !== undefined;
  const isEmpty = groups.every((group) => group.rows.length === 0);
  if (isEmpty && emptyState) return emptyState;
  return (
    <CurrentContext value={currentId}>
      <ActiveRow>
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
                <Rows rows={group.rows} row={row} canDrag={canDrag} />
              </GridListSection>
            ) : (
              <Rows key={group.id} rows={group.rows} row={row} canDrag={canDrag} />
            ),
          )}
        </GridList>
      </ActiveRow>
    </CurrentContext>
  );
}

type RowActions = Pick<TaskListProps, 'hrefFor' | 'onOpen'>;

// By items and not by elements: a row whose props are the same object is not drawn again.
function Rows({ rows, row, canDrag }: { rows: readonly TaskRowProps[]; row: RowActions; canDrag: boolean }) {
  const items = useMemo(() => rows.map((props) => itemOf(props)), [rows]);
  return (
    <Collection items={items} dependencies={[canDrag, row.hrefFor, row.onOpen]}>
      {({ props }) => <TaskListRow {...row} canDrag={canDrag} props={props} />}
    </Collection>
  );
}

interface RowItem {
  id: string;
  props: TaskRowProps;
}

const known = new WeakMap<TaskRowProps, RowItem>();

function itemOf(props: TaskRowProps): RowItem {
  const item = known.get(props) ?? { id: props.task.id, props };
  known.set(props, item);
  return item;
}

const CurrentContext = createContext<string | null>(null);

/** Marks the row of the open task. By itself, so that opening one draws no row anew. */
function CurrentMark({ taskId }: { taskId: string }) {
  return use(CurrentContext) === taskId ? <span data-current hidden /> : null;
}

function TaskListRow({ props, hrefFor, onOpen, canDrag }: RowActions & { props: TaskRowProps; canDrag: boolean }) {
  const { task } = props;
  return (
    <GridListItem
      id={task.id}
      textValue={task.title}
      href={hrefFor?.(task.id)}
      onAction={onOpen && (() => onOpen(task.id))}
      data-task-id={task.id}
      className={styles.item}
    >
      {canDrag ? (
        <Button slot="drag" className={styles.handle} aria-label={`Move ${task.title}`}>
          <GripVertical aria-hidden="true" />
        </Button>
      ) : null}
      <CurrentMark taskId={task.id} />
      <TaskRow
        {...props}
        actions={props.actions ? <InActiveRow taskId={task.id}>{props.actions}</InActiveRow> : null}
      />
    </GridListItem>
  );
}

function selectedTaskIds(selection: Selection, groups: readonly TaskListGroup[]): Set<string> {
  const all = () => groups.flatMap((group) => group.rows.map(({ task }) => task.id));
  return new Set(selection === 'all' ? all() : [...selection].map((key: Key) => String(key)));
}
