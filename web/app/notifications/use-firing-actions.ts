import type { RungTask } from '#core/query/bell.ts';
import type { Snooze } from '#core/reminder/commands.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { nowInstant } from '../commands/now-instant.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { useOpenTask } from '../tasks/use-open-task.ts';
import { isRinging, ringingOf } from './bell-state.ts';
import { completeRung, type SnoozedReminder, snoozeReminder } from './firing-writes.ts';
import { resolveRung } from './use-bell.ts';

/** A ringing with what can still be done about it. */
export interface FiringActions {
  complete: (firing: Firing) => void;
  snooze: (reminder: SnoozedReminder, snooze: Snooze) => void;
  open: (firing: Firing) => void;
  notice: (firingIds: readonly string[]) => void;
  noticeAll: () => void;
}

/** What a person can do about what rang, wherever it stands: toast, bell, history, open task. */
export function useFiringActions(): FiringActions {
  const { bell, acknowledger, overview, tasks } = useWorkspace();
  const { open } = useOpenTask();
  const ringing = (of: (firing: Firing) => boolean) => {
    const state = bell.getState();
    const firings = [...state.firings.values()].filter((firing) => isRinging(state, firing) && of(firing));
    return firings.map(({ id }) => id);
  };
  return {
    complete(firing) {
      const loaded = bell.getState().tasks.get(firing.taskId);
      const task: Pick<RungTask, 'id' | 'title' | 'status' | 'completedAt'> = resolveRung(
        loaded,
        tasks,
        firing.taskId,
      ) ?? { id: firing.taskId, title: firing.title, status: 'open', completedAt: null };
      const ids = ringingOf(bell.getState(), firing.taskId);
      acknowledger.actOn(ids, completeRung(task, { ringingIds: ids, now: nowInstant() }));
    },
    snooze(reminder, snooze) {
      const ids = ringing(({ reminderId }) => reminderId === reminder.reminderId);
      const now = { settings: overview.settings, nowMs: Date.now() };
      acknowledger.actOn(ids, snoozeReminder(reminder, snooze, now));
    },
    open(firing) {
      acknowledger.notice([firing.id]);
      open(firing.taskId);
    },
    notice: (firingIds) => acknowledger.notice(firingIds),
    noticeAll: () => acknowledger.noticeAll(ringing(() => true)),
  };
}
