import { AlarmClock } from 'lucide-react';
import { toEpochMs } from '#core/instant.ts';
import type { Task } from '#core/task/task.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { relativeTime } from '../ui/format/relative-time.ts';
import { Button } from '../ui/parts/button.tsx';
import { TOAST_AGAIN_MS } from './bell-state.ts';
import { canSnooze } from './can-snooze.ts';
import { snoozedUntilMs } from './firing-words.ts';
import styles from './rang-line.module.css';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useBell } from './use-bell.ts';
import { useFiringActions } from './use-firing-actions.ts';

/** In the open task: that a reminder of it rang a while ago, and how to put it off. Nothing when none did, or it is put off. */
export function RangLine({ task }: { task: Task }) {
  const { overview, nowMs } = useWorkspace();
  const { firings } = useBell();
  const { snooze } = useFiringActions();
  const [latest] = [...firings.values()]
    .filter(({ taskId, firedAt }) => taskId === task.id && nowMs - toEpochMs(firedAt) < TOAST_AGAIN_MS)
    .sort((a, b) => (a.firedAt < b.firedAt ? 1 : -1));
  if (!latest || !canSnooze(task, latest.reminderId) || snoozedUntilMs(task, latest, nowMs) !== null) return null;
  const { reminderId, firedAt } = latest;
  const { id: taskId, title } = task;
  return (
    <p className={styles.line}>
      Rang {relativeTime(Math.min(toEpochMs(firedAt), nowMs), { nowMs, ...overview.settings })}
      <SnoozeMenu
        title={title}
        trigger={
          <Button variant="quiet" size="small" icon={<AlarmClock aria-hidden="true" />}>
            Snooze
          </Button>
        }
        onSnooze={(chosen) => snooze({ taskId, reminderId, title }, chosen)}
      />
    </p>
  );
}
