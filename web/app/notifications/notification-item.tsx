import { AlarmClock, Check, MailOpen } from 'lucide-react';
import { toEpochMs } from '#core/instant.ts';
import type { RungTask } from '#core/query/bell.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { formatClock } from '../shell/format-clock.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { classNames } from '../ui/class-names.ts';
import { fullTime, relativeTime } from '../ui/format/relative-time.ts';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { VisuallyHidden } from '../ui/parts/visually-hidden.tsx';
import { canSnooze, isOpen } from './can-snooze.ts';
import { FactsLine } from './facts-line.tsx';
import { firingFacts } from './firing-words.ts';
import styles from './notification-item.module.css';
import { SnoozeMenu } from './snooze-menu.tsx';
import { useFiringActions } from './use-firing-actions.ts';

export interface NotificationItemProps {
  firing: Firing;
  /** Null when it is gone for good. */
  task: RungTask | null | undefined;
  isUnread: boolean;
  /** The day stands above: only the time of day is told. */
  isUnderDay?: boolean;
  /** The task was opened: a panel closes. */
  onOpened?: () => void;
}

/** One entry of the bell: what rang, when, how late, and what can still be done about it. */
export function NotificationItem({ firing, task, isUnread, isUnderDay = false, onOpened }: NotificationItemProps) {
  const { overview, nowMs } = useWorkspace();
  const actions = useFiringActions();
  const moment = { nowMs, ...overview.settings };
  const firedAtMs = Math.min(toEpochMs(firing.firedAt), nowMs);
  const { title, reminderId, taskId } = firing;
  const facts = firingFacts(firing, task, moment);
  const open = () => {
    actions.open(firing);
    onOpened?.();
  };
  return (
    <div className={classNames(styles.item, isUnread && styles.unread)} data-firing-id={firing.id}>
      <span className={styles.mark} aria-hidden="true" />
      <div className={styles.body}>
        {isUnread ? <VisuallyHidden>Unread: </VisuallyHidden> : null}
        {task === null ? (
          <span className={styles.title}>{title}</span>
        ) : (
          <button type="button" className={styles.title} onClick={open}>
            {title}
          </button>
        )}
        <p className={styles.facts}>
          <time dateTime={firing.firedAt} title={fullTime(firedAtMs, moment)}>
            {isUnderDay ? formatClock(firedAtMs, moment) : relativeTime(firedAtMs, moment)}
          </time>
          <FactsLine facts={facts} isContinued />
        </p>
      </div>
      <div className={styles.tools}>
        {task && isOpen(task) ? (
          <IconButton
            label={`Done: ${title}`}
            icon={<Check aria-hidden="true" />}
            onPress={() => actions.complete(firing)}
          />
        ) : null}
        {task && canSnooze(task, reminderId) ? (
          <SnoozeMenu
            title={title}
            trigger={<IconButton label={`Snooze: ${title}`} icon={<AlarmClock aria-hidden="true" />} />}
            onSnooze={(snooze) => actions.snooze({ taskId, reminderId, title }, snooze)}
          />
        ) : null}
        {isUnread ? (
          <IconButton
            label={`Mark as read: ${title}`}
            icon={<MailOpen aria-hidden="true" />}
            onPress={() => actions.notice([firing.id])}
          />
        ) : null}
      </div>
    </div>
  );
}
