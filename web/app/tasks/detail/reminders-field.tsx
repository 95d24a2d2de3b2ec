import type { Task } from '#core/task/task.ts';
import { newId } from '../../commands/mint-id.ts';
import { addReminder, cancelReminder, changeReminder } from '../../commands/reminder-writes.ts';
import { ReminderChips } from '../../reminders/reminder-chips.tsx';
import { useWorkspace } from '../../shell/workspace.tsx';
import { useTaskActions } from '../task-actions.tsx';
import { ReminderHistory } from './reminder-history.tsx';

/** The reminders of a task, each change saved at once. */
export function RemindersField({ task }: { task: Task }) {
  const { overview, nowMs } = useWorkspace();
  const { write } = useTaskActions();
  const { settings } = overview;
  return (
    <ReminderChips
      reminders={task.reminders}
      due={task.due}
      settings={settings}
      nowMs={nowMs}
      isWaiting={task.status === 'open' && task.deletedAt === null}
      isReadOnly={task.status !== 'open' || task.deletedAt !== null}
      onAdd={(when) => write(addReminder(task, { id: newId('reminder'), when, channels: settings.reminderChannels }))}
      onChange={(reminder, patch) => write(changeReminder(task, reminder, patch))}
      onRemove={(reminder) => write(cancelReminder(task, reminder))}
      historyOf={({ id }) => <ReminderHistory taskId={task.id} reminderId={id} />}
    />
  );
}
