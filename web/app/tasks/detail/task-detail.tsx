import { ChevronRight, Copy, RotateCcw, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { INBOX_ID } from '#core/ids.ts';
import type { SeriesView } from '#core/query/series-query.ts';
import type { Task } from '#core/task/task.ts';
import { shownSeriesStatus } from '../../commands/shown-series.ts';
import { resolveTask } from '../../commands/task-state.ts';
import { setPriority, setTagsOfThis } from '../../commands/task-writes.ts';
import { RangLine } from '../../notifications/rang-line.tsx';
import { TaskActivity } from '../../routes/activity/task-activity.tsx';
import { useWorkspace } from '../../shell/workspace.tsx';
import { DueField } from '../../ui/due/due-field.tsx';
import { fullTime, relativeTime } from '../../ui/format/relative-time.ts';
import { Button } from '../../ui/parts/button.tsx';
import { EmptyState } from '../../ui/parts/empty-state.tsx';
import { IconButton } from '../../ui/parts/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/parts/menu.tsx';
import { Skeleton } from '../../ui/parts/skeleton.tsx';
import { TagInput } from '../../ui/parts/tag-input.tsx';
import { DetailField, DetailPanel, DetailSection } from '../../ui/shell/detail-panel.tsx';
import { ListDot } from '../../ui/task/list-dot.tsx';
import { PriorityDial } from '../../ui/task/priority-dial.tsx';
import { PriorityMenu } from '../../ui/task/priority-menu.tsx';
import { priorityWords } from '../../ui/task/priority-words.ts';
import { TaskCheckbox } from '../../ui/task/task-checkbox.tsx';
import { useTaskActions } from '../task-actions.tsx';
import { timeZones } from '../time-zones.ts';
import { useOpenTask } from '../use-open-task.ts';
import { NotesField } from './notes-field.tsx';
import { RemindersField } from './reminders-field.tsx';
import { RepeatField } from './repeat-field.tsx';
import { Subtasks } from './subtasks.tsx';
import styles from './task-detail.module.css';
import { TitleField } from './title-field.tsx';

export interface LoadedDetail {
  id: string;
  task: Task | null;
  parent: Task | null;
  subtasks: Task[];
  /** What it is an occurrence of. */
  series: SeriesView | null;
}

export interface TaskDetailProps {
  taskId: string;
  /** Null while it loads: what the row knows is shown until then. */
  loaded: LoadedDetail | null;
  onClose: () => void;
}

/** One task, all of it, to be read and changed in place. */
export function TaskDetail({ taskId, loaded, onClose }: TaskDetailProps) {
  const { tasks: state } = useWorkspace();
  const { sources } = useTaskActions();
  const fromRow = [...sources].flatMap((read) => [...read().tasks]).find(({ id }) => id === taskId);
  const known = loaded?.task ?? state.created.get(taskId)?.task ?? state.confirmed.get(taskId) ?? fromRow;
  const opened = useRef<HTMLDivElement>(null);
  useEffect(() => opened.current?.focus({ preventScroll: true }), []);
  const frame = (content: ReactNode) => (
    <div ref={opened} tabIndex={-1} className={styles.detail} data-task-id={taskId}>
      {content}
    </div>
  );
  if (known) return frame(<KnownTask task={resolveTask(state, known)} loaded={loaded} onClose={onClose} />);
  if (loaded) {
    return frame(
      <EmptyState title="This task is gone" action={<Button onPress={onClose}>Close</Button>}>
        It was removed from the trash for good, or it never was in this account.
      </EmptyState>,
    );
  }
  return frame(
    <div role="status" aria-label="Loading the task…" className={styles.loading}>
      <Skeleton width="70%" height="1.25rem" />
      <Skeleton width="45%" />
      <Skeleton width="55%" />
    </div>,
  );
}

function KnownTask({ task, loaded, onClose }: { task: Task; loaded: LoadedDetail | null; onClose: () => void }) {
  const { overview, lists, tags, nowMs, live, tasks: state } = useWorkspace();
  const actions = useTaskActions();
  const { settings } = overview;
  const list = lists.find(({ id }) => id === task.listId);
  const isTrash = task.deletedAt !== null;
  const [isOnlyThis, setOnlyThis] = useState(false);
  const scope = isOnlyThis ? 'this' : 'following';
  const setTags = (tags: readonly string[]) => actions.write(setTagsOfThis(task, tags));
  const moment = { nowMs, ...settings };
  const status = task.series ? shownSeriesStatus(state, task.series.id, loaded?.series?.series.status) : null;
  return (
    <DetailPanel
      breadcrumb={<Breadcrumb task={task} parent={loaded?.parent ?? null} listName={list?.name ?? 'Inbox'} />}
      onClose={onClose}
      tools={
        <>
          <IconButton
            label="Copy a link"
            keys="."
            icon={<Copy aria-hidden="true" />}
            onPress={() => void navigator.clipboard?.writeText(`${window.location.origin}/all?task=${task.id}`)}
          />
          {isTrash ? (
            <IconButton
              label="Restore"
              keys="r"
              icon={<RotateCcw aria-hidden="true" />}
              onPress={() => actions.restore([task])}
            />
          ) : (
            <IconButton
              label="Move to the trash"
              keys="#"
              icon={<Trash2 aria-hidden="true" />}
              onPress={() => actions.remove([task])}
            />
          )}
        </>
      }
      checkbox={
        <TaskCheckbox
          title={task.title}
          priority={task.priority}
          isCompleted={task.status === 'completed'}
          isDisabled={isTrash}
          onChange={(isCompleted) => actions.setCompleted([task], isCompleted)}
        />
      }
      title={<TitleField task={task} scope={scope} />}
      fields={
        <>
          {isTrash ? (
            <DetailField label="Trash">
              <Button
                variant="secondary"
                size="small"
                icon={<RotateCcw aria-hidden="true" />}
                onPress={() => actions.restore([task])}
              >
                Restore
              </Button>
            </DetailField>
          ) : null}
          <DetailField label="Due">
            <DueField
              value={task.due}
              // What repeats needs one; it goes by stopping first.
              isRequired={status === 'active' || status === 'paused'}
              onChange={(due) => actions.setDue([task], due)}
              nowMs={nowMs}
              {...settings}
              zones={timeZones()}
            />
          </DetailField>
          {task.parentId === null ? (
            <DetailField label="Repeat" isTall>
              <RepeatField
                task={task}
                view={loaded?.series ?? null}
                isOnlyThis={isOnlyThis}
                onOnlyThisChange={setOnlyThis}
              />
            </DetailField>
          ) : null}
          <DetailField label="Reminders" isTall>
            <RemindersField task={task} />
            <RangLine task={task} />
          </DetailField>
          <DetailField label="Priority">
            <PriorityMenu
              value={task.priority}
              onChange={(priority) => actions.write(setPriority([task], priority, priorityWords[priority], scope))}
              trigger={
                <Button variant="quiet" icon={<PriorityDial priority={task.priority} />}>
                  {priorityWords[task.priority]}
                </Button>
              }
            />
          </DetailField>
          <DetailField label="List">
            <Menu
              label="List"
              selectionMode="single"
              selectedKeys={[task.listId]}
              onSelectionChange={(keys) => {
                const [key] = keys === 'all' ? [] : keys;
                if (key !== undefined) actions.moveToList([task], String(key));
              }}
              trigger={
                <Button variant="quiet" icon={<ListDot listId={task.listId} />}>
                  {list?.name ?? 'Inbox'}
                </Button>
              }
            >
              {lists
                .filter(({ archivedAt }) => archivedAt === null)
                .map(({ id, name }) => (
                  <MenuItem key={id} id={id} icon={<ListDot listId={id} />}>
                    {name}
                  </MenuItem>
                ))}
            </Menu>
          </DetailField>
          <DetailField label="Tags">
            <TagInput
              label="Tags"
              tags={task.tags}
              suggestions={tags.map(({ tag }) => tag)}
              onAdd={(tag) => (isOnlyThis ? setTags([...task.tags, tag]) : actions.addTag([task], tag))}
              onRemove={(tag) =>
                isOnlyThis ? setTags(task.tags.filter((each) => each !== tag)) : actions.removeTag([task], tag)
              }
            />
          </DetailField>
        </>
      }
      notes={<NotesField task={task} scope={scope} />}
      footer={
        <span title={fullTime(Date.parse(task.createdAt), moment)}>
          Created {relativeTime(Date.parse(task.createdAt), moment)}, changed{' '}
          {relativeTime(Date.parse(task.updatedAt), moment)}
        </span>
      }
    >
      {task.parentId === null ? <Subtasks parent={task} loaded={loaded?.subtasks ?? null} /> : null}
      <DetailSection title="Activity">
        {live === 'offline' ? (
          <p className={styles.absent}>The history of this task shows again when you are back online.</p>
        ) : (
          <TaskActivity key={task.id} taskId={task.id} />
        )}
      </DetailSection>
    </DetailPanel>
  );
}

function Breadcrumb({ task, parent, listName }: { task: Task; parent: Task | null; listName: string }) {
  const { open } = useOpenTask();
  if (task.parentId === null) return task.listId === INBOX_ID ? 'Inbox' : listName;
  const { parentId } = task;
  return (
    <button type="button" className={styles.parent} onClick={() => open(parentId)}>
      {parent?.title ?? 'The task it is part of'}
      <ChevronRight aria-hidden="true" />
    </button>
  );
}
