import { Check, Clock, Minus, X } from 'lucide-react';
import { Temporal } from 'temporal-polyfill';
import type { ReminderLedger as Ledger, RungReminder } from '#core/query/deliveries-query.ts';
import { latenessWords } from '#web/app/notifications/lateness-words.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { formatWallClock } from '#web/app/ui/format/format-wall-clock.ts';
import { fullTime, relativeTime } from '#web/app/ui/format/relative-time.ts';
import { type DeliveryLine, describeDeliveries } from './describe-delivery.ts';
import styles from './reminder-ledger.module.css';

const ICONS = { done: Check, waiting: Clock, stopped: Minus, failed: X } as const;

/** What became of a reminder each time it rang, on every channel, the newest first. */
export function ReminderLedger({ ledger }: { ledger: Ledger }) {
  if (ledger.rang.length === 0) return <p className={styles.nothing}>It has not rung yet.</p>;
  return (
    <ol className={styles.ledger}>
      {ledger.rang.map((rung) => (
        <Rung key={rung.firingId} rung={rung} />
      ))}
    </ol>
  );
}

function Rung({ rung }: { rung: RungReminder }) {
  const { overview, nowMs } = useWorkspace();
  const { zone, locale } = overview.settings;
  const clock = (instant: string) => {
    const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
    return formatWallClock(at, locale, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  };
  const atMs = Date.parse(rung.firedAt);
  const late = latenessWords(rung);
  return (
    <li className={styles.rung}>
      <p className={styles.when}>
        {rung.isMissed ? 'Missed' : 'Rang'}{' '}
        <time dateTime={rung.firedAt} title={fullTime(atMs, { zone, locale })}>
          {relativeTime(atMs, { nowMs, zone, locale })}
        </time>
        {late ? <span className={styles.late}>, {late}</span> : null}
      </p>
      <ul className={styles.lines}>
        {describeDeliveries(rung, clock).map((line) => (
          <Line key={line.key} line={line} />
        ))}
      </ul>
    </li>
  );
}

function Line({ line: { tone, where, what } }: { line: DeliveryLine }) {
  const Icon = ICONS[tone];
  return (
    <li className={styles.line} data-tone={tone}>
      <Icon aria-hidden="true" />
      <span>
        <span className={styles.where}>{where}</span>: {what}
      </span>
    </li>
  );
}
