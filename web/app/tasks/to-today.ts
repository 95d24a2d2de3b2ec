import type { Task } from '#core/task/task.ts';
import { reschedule } from '../commands/task-writes.ts';
import type { NewWrite } from '../commands/write.ts';
import { type GroupContext, isPast, onDay } from './group-tasks.ts';

/** Everything late to today, as one change. A time that is over today too gives way to the date alone. */
export function toToday(late: readonly Task[], moment: Pick<GroupContext, 'today' | 'nowMs' | 'zone'>): NewWrite {
  const { today } = moment;
  return reschedule(
    late,
    ({ due }) => {
      const moved = onDay(due, today);
      return isPast(moved, moment) ? { kind: 'date', date: today } : moved;
    },
    'today',
  );
}
