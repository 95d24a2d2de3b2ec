import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { Task } from '#core/task/task.ts';
import { resolveTask, type TaskState } from '../../commands/task-state.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import type { Command } from '../../ui/keyboard/command-registry.ts';
import { useCommands } from '../../ui/keyboard/keyboard-provider.tsx';
import { IconButton } from '../../ui/parts/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/parts/menu.tsx';
import { Skeleton } from '../../ui/parts/skeleton.tsx';
import { DetailSection } from '../../ui/shell/detail-panel.tsx';
import { TaskCheckbox } from '../../ui/task/task-checkbox.tsx';
import { moveBy } from '../move-rows.ts';
import { useTaskActions } from '../task-actions.tsx';
import { focusedTaskId } from '../task-keys.ts';
import { useOpenTask } from '../use-open-task.ts';
import { AddSubtask } from './add-subtask.tsx';
import styles from './task-detail.module.css';

const NONE: ReadonlySet<string> = new Set();

/** The parts of a task: tick, add, reorder, open. The keys of a task work on the one with the focus. */
export function Subtasks({ parent, loaded }: { parent: Task; loaded: readonly Task[] | null }) {
  const { tasks: state, live } = useWorkspace();
  const actions = useTaskActions();
  const { open } = useOpenTask();
  const viewKey = `parent:${parent.id}`;
  const subtasks = useMemo(() => arrange(loaded ?? [], state, viewKey), [loaded, state, viewKey]);
  const latest = useRef(subtasks);
  latest.current = subtasks;

  useEffect(() => {
    const read = () => ({ tasks: latest.current, selectedIds: NONE });
    actions.sources.add(read);
    return () => {
      actions.sources.delete(read);
    };
  }, [actions]);
  const keys = useMemo(() => {
    const focused = () => latest.current.find(({ id }) => id === focusedTaskId());
    const move = (by: -1 | 1) => {
      const task = focused();
      if (task) moveBy(latest.current, task, by, actions.write);
    };
    const isEnabled = () => focused() !== undefined;
    return [
      { id: 'list.move-up', title: 'Move up', keys: ['Alt+ArrowUp'], scope: 'list', run: () => move(-1), isEnabled },
      {
        id: 'list.move-down',
        title: 'Move down',
        keys: ['Alt+ArrowDown'],
        scope: 'list',
        run: () => move(1),
        isEnabled,
      },
    ] satisfies Command[];
  }, [actions]);
  useCommands(keys);

  const done = subtasks.filter(({ status }) => status === 'completed').length;
  return (
    <DetailSection title="Subtasks" meta={subtasks.length > 0 ? `${done}/${subtasks.length}` : undefined}>
      {loaded === null && live !== 'offline' ? <Skeleton width="50%" /> : null}
      <ul>
        {subtasks.map((task, index) => (
          <li key={task.id} className={styles.subtask} data-task-id={task.id}>
            <TaskCheckbox
              title={task.title}
              priority={task.priority}
              isCompleted={task.status === 'completed'}
              onChange={(isCompleted) => actions.setCompleted([task], isCompleted)}
            />
            <button
              type="button"
              className={styles.subtaskTitle}
              data-completed={task.status === 'completed' || undefined}
              onClick={() => open(task.id)}
            >
              {task.title}
            </button>
            <Menu
              label={`Actions for ${task.title}`}
              placement="bottom end"
              trigger={<IconButton label={`More for ${task.title}`} icon={<Ellipsis aria-hidden="true" />} />}
            >
              <MenuItem
                icon={<ArrowUp aria-hidden="true" />}
                keys="Alt+ArrowUp"
                isDisabled={index === 0}
                onAction={() => moveBy(subtasks, task, -1, actions.write)}
              >
                Move up
              </MenuItem>
              <MenuItem
                icon={<ArrowDown aria-hidden="true" />}
                keys="Alt+ArrowDown"
                isDisabled={index === subtasks.length - 1}
                onAction={() => moveBy(subtasks, task, 1, actions.write)}
              >
                Move down
              </MenuItem>
              <MenuItem
                icon={<Trash2 aria-hidden="true" />}
                keys="#"
                tone="danger"
                onAction={() => actions.remove([task])}
              >
                Move to the trash
              </MenuItem>
            </Menu>
          </li>
        ))}
      </ul>
      {parent.deletedAt === null && parent.status === 'open' ? <AddSubtask parent={parent} viewKey={viewKey} /> : null}
    </DetailSection>
  );
}

function arrange(loaded: readonly Task[], state: TaskState, viewKey: string): Task[] {
  const ids = new Set(loaded.map(({ id }) => id));
  const made = [...state.created.values()].filter(
    (created) => created.viewKey === viewKey && !ids.has(created.task.id),
  );
  return [...loaded, ...made.map(({ task }) => task)]
    .map((task) => resolveTask(state, task))
    .filter(({ deletedAt, parentId }) => deletedAt === null && parentId === viewKey.slice('parent:'.length))
    .sort((a, b) => (a.orderKey < b.orderKey ? -1 : 1));
}
