import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { relativeTime } from '#web/app/ui/format/relative-time.ts';
import styles from './settings.module.css';

const WORDS: Readonly<Record<OutsideChannel, { what: string; waits: string }>> = {
  email: { what: 'mail', waits: 'Reminders wait for one for a week, links for as long as they work.' },
  webhook: { what: 'webhooks', waits: 'What is to be sent waits for one for a week.' },
};

/** Mail and calls are sent by a program of the cluster: whether one was ever there, and when last. */
export function NotifierNote({ channel, seenAt }: { channel: OutsideChannel; seenAt: string | null }) {
  const { overview, nowMs } = useWorkspace();
  const { what, waits } = WORDS[channel];
  if (seenAt === null) {
    return (
      <p className={styles.warning}>
        <strong>No notifier has come for {what} yet.</strong> {waits} Whoever runs this Carillon can start one.
      </p>
    );
  }
  return (
    <p className={styles.quiet}>
      A notifier last came for {what} {relativeTime(Date.parse(seenAt), { nowMs, ...overview.settings })}.
    </p>
  );
}
