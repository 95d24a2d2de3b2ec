import { AlarmClock, Check } from 'lucide-react';
import { toEpochMs } from '#core/instant.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { relativeTime } from '../ui/format/relative-time.ts';
import { Button } from '../ui/parts/button.tsx';
import { ReminderToast } from '../ui/toast/reminder-toast.tsx';
import { canSnooze } from './can-snooze.ts';
import { FactsLine } from './facts-line.tsx';
import { firingFacts } from './firing-words.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useRungTask } from './use-bell.ts';
import { useFiringActions } from './use-firing-actions.ts';

export interface RingingToastProps {
  firing: Firing;
  /** Something was done about it, and the toast goes. */
  onClosed: () => void;
}

/** One ringing as a toast, with what can be done about it right there. */
export function RingingToast({ firing, onClosed }: RingingToastProps) {
  const { overview, nowMs } = useWorkspace();
  const task = useRungTask(firing.taskId);
  const actions = useFiringActions();
  const moment = { nowMs, ...overview.settings };
  const { title, reminderId, taskId } = firing;
  const closing = (act: () => void) => () => {
    act();
    onClosed();
  };
  return (
    <ReminderToast
      title={title}
      facts={<FactsLine facts={firingFacts(firing, task, moment)} />}
      time={relativeTime(Math.min(toEpochMs(firing.firedAt), nowMs), moment)}
      onDismiss={closing(() => actions.notice([firing.id]))}
      actions={
        <>
          <Button
            size="small"
            icon={<Check aria-hidden="true" />}
            aria-label={`Done: ${title}`}
            onPress={closing(() => actions.complete(firing))}
          >
            Done
          </Button>
          {canSnooze(task, reminderId) ? (
            <SnoozeMenu
              title={title}
              trigger={
                <Button variant="quiet" size="small" icon={<AlarmClock aria-hidden="true" />}>
                  Snooze
                </Button>
              }
              onSnooze={(snooze) => closing(() => actions.snooze({ taskId, reminderId, title }, snooze))()}
            />
          ) : null}
          <Button variant="quiet" size="small" onPress={closing(() => actions.open(firing))}>
            Open
          </Button>
        </>
      }
    />
  );
}
