import { CalendarClock, CircleCheck, Flag, FolderInput, Hash, RotateCcw, Trash2, X } from 'lucide-react';
import type { Task } from '#core/task/task.ts';
import { IconButton } from '../ui/parts/icon-button.tsx';
import styles from './selection-bar.module.css';
import { useTaskActions } from './task-actions.tsx';

/** What can be done with everything that is selected, as one change. */
export function SelectionBar({ tasks, onClear }: { tasks: readonly Task[]; onClear: () => void }) {
  const actions = useTaskActions();
  if (tasks.length === 0) return null;
  const isTrash = tasks.every(({ deletedAt }) => deletedAt !== null);
  const hasOpen = tasks.some(({ status }) => status === 'open');
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selected tasks" data-print="hide">
      <span className={styles.count} role="status">
        {tasks.length} selected
      </span>
      {isTrash ? (
        <IconButton
          label="Restore"
          keys="r"
          icon={<RotateCcw aria-hidden="true" />}
          onPress={() => actions.restore(tasks)}
        />
      ) : (
        <>
          <IconButton
            label={hasOpen ? 'Complete' : 'Reopen'}
            keys="t"
            icon={<CircleCheck aria-hidden="true" />}
            onPress={() => actions.setCompleted(tasks, hasOpen)}
          />
          <IconButton
            label="Due date"
            keys="d"
            icon={<CalendarClock aria-hidden="true" />}
            onPress={() => actions.ask('due', tasks)}
          />
          <IconButton
            label="Priority"
            keys="p"
            icon={<Flag aria-hidden="true" />}
            onPress={() => actions.ask('priority', tasks)}
          />
          <IconButton
            label="Tags"
            keys="l"
            icon={<Hash aria-hidden="true" />}
            onPress={() => actions.ask('tags', tasks)}
          />
          <IconButton
            label="Move to list"
            keys="m"
            icon={<FolderInput aria-hidden="true" />}
            onPress={() => actions.ask('list', tasks)}
          />
          <IconButton
            label="Move to the trash"
            keys="#"
            icon={<Trash2 aria-hidden="true" />}
            onPress={() => actions.remove(tasks)}
          />
        </>
      )}
      <IconButton label="Clear the selection" keys="Escape" icon={<X aria-hidden="true" />} onPress={onClear} />
    </div>
  );
}
