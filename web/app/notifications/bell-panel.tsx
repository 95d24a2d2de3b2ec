import { BellOff, CheckCheck } from 'lucide-react';
import { Link } from 'react-router';
import { formatClock } from '../shell/format-clock.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { Button } from '../ui/parts/button.tsx';
import { EmptyState } from '../ui/parts/empty-state.tsx';
import styles from './bell-panel.module.css';
import { isUnread, newestFirings, unreadCount } from './bell-state.ts';
import { NotificationItem } from './notification-item.tsx';
import { resolveRung, useBell } from './use-bell.ts';
import { useFiringActions } from './use-firing-actions.ts';

/** What rang lately. The whole history is a page of its own. */
export function BellPanel({ onLeave }: { onLeave: () => void }) {
  const { tasks, knownSinceMs, overview } = useWorkspace();
  const state = useBell();
  const { noticeAll } = useFiringActions();
  const firings = newestFirings(state);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>Notifications</h2>
        {unreadCount(state) > 0 ? (
          <Button variant="quiet" size="small" icon={<CheckCheck aria-hidden="true" />} onPress={noticeAll}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      {knownSinceMs === null ? null : (
        <p className={styles.stale}>Not connected: what was known at {formatClock(knownSinceMs, overview.settings)}.</p>
      )}
      {firings.length === 0 ? (
        <NothingRang />
      ) : (
        <ul className={styles.list}>
          {firings.map((firing) => (
            <li key={firing.id}>
              <NotificationItem
                firing={firing}
                task={resolveRung(state.tasks.get(firing.taskId), tasks, firing.taskId)}
                isUnread={isUnread(state, firing)}
                onOpened={onLeave}
              />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        <Link to="/notifications" className="link" onClick={onLeave}>
          All notifications
        </Link>
        <Link to="/settings/reminders" className="link" onClick={onLeave}>
          Reminder settings
        </Link>
      </div>
    </div>
  );
}

export function NothingRang() {
  return (
    <EmptyState icon={<BellOff />} title="Nothing has rung yet">
      A task that is due at a time reminds you before it. What rang stands here, also when you missed it.
    </EmptyState>
  );
}
