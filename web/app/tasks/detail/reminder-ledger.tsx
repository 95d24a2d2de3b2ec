import { Check, Clock, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ReminderLedger as Ledger, RungReminder } from '#core/query/deliveries-query.ts';
import { latenessWords } from '#web/app/notifications/lateness-words.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { clockIn } from '#web/app/ui/format/clock-in.ts';
import { fullTime, relativeTime } from '#web/app/ui/format/relative-time.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { type DeliveryLine, describeDeliveries } from './describe-delivery.ts';
import styles from './reminder-ledger.module.css';

const ICONS = { done: Check, waiting: Clock, stopped: Minus, failed: X } as const;

/** Asks for a mail or a call that was given up once more. */
export interface SendAgain {
  /** What is being asked for right now. */
  busyId: string | null;
  send: (firingId: string, deliveryId: string) => void;
}

/** What became of a reminder each time it rang, on every channel, the newest first. */
export function ReminderLedger({ ledger, sendAgain }: { ledger: Ledger; sendAgain: SendAgain }) {
  if (ledger.rang.length === 0) return <p className={styles.nothing}>It has not rung yet.</p>;
  return (
    <ol className={styles.ledger}>
      {ledger.rang.map((rung) => (
        <Rung key={rung.firingId} rung={rung} sendAgain={sendAgain} />
      ))}
    </ol>
  );
}

function Rung({ rung, sendAgain }: { rung: RungReminder; sendAgain: SendAgain }) {
  const { overview, nowMs } = useWorkspace();
  const { zone, locale } = overview.settings;
  const clock = (instant: string) => clockIn(instant, { zone, locale });
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
          <Line key={line.key} line={line}>
            {line.canSendAgain ? (
              <Button
                size="small"
                isBusy={sendAgain.busyId === line.key}
                aria-label={`Send again: ${line.where}`}
                onPress={() => sendAgain.send(rung.firingId, line.key)}
              >
                Send again
              </Button>
            ) : null}
          </Line>
        ))}
      </ul>
    </li>
  );
}

function Line({ line, children }: { line: DeliveryLine; children: ReactNode }) {
  const { tone, where, what, remedy } = line;
  const Icon = ICONS[tone];
  return (
    <li className={styles.line} data-tone={tone}>
      <Icon aria-hidden="true" />
      <div>
        <p>
          <span className={styles.where}>{where}</span>: {what}
        </p>
        {remedy || children ? (
          <p className={styles.ways}>
            {children}
            {remedy ? (
              <Link className="link" to={remedy.href}>
                {remedy.label}
              </Link>
            ) : null}
          </p>
        ) : null}
      </div>
    </li>
  );
}
