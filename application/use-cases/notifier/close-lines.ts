import type { DeliveryReason } from '#core/delivery/delivery-reason.ts';
import type { Dropped } from '#core/delivery/plan-claim.ts';
import { guardLines, type LineChange, writeLines } from '../../db/ledger-statements.ts';
import type { LedgerLine, LedgerMessage } from '../../db/queries/read-claim.ts';
import type { LedgerChange } from './change-ledger.ts';
import { deliveryEvent } from './delivery-events.ts';

/**
 * What keeps from somebody what they still want, where other reasons say that nobody needs it. It can be sent again: also
 * what had nowhere to go, as its user may have verified the address, or switched the webhook on, since.
 */
const FAILURES: ReadonlySet<DeliveryReason> = new Set([
  'expired',
  'gave_up',
  'unclaimed',
  'refused',
  'no_address',
  'unsubscribed',
  'no_webhook',
  'webhook_off',
]);

/** How a line or a message ends for this reason. */
export function endOf(reason: DeliveryReason): 'failed' | 'cancelled' {
  return FAILURES.has(reason) ? 'failed' : 'cancelled';
}

/** Lines that end together, and what would have carried them; null when nobody has claimed them yet. */
export interface Closing {
  dropped: readonly Dropped<LedgerLine>[];
  message: LedgerMessage | null;
}

/**
 * Closes lines that nothing is sent of, and says so in the log: a reminder was suppressed, anything else is dead. Many
 * messages cost as few statements as one.
 */
export function closeLines(userId: string, closings: readonly Closing[], nowMs: number, change: LedgerChange): void {
  const dropped = closings.flatMap((closing) => closing.dropped);
  change.guards.push(
    ...guardLines(
      userId,
      dropped.map(({ line }) => line),
    ),
  );
  const changes = dropped.map(({ line, reason }): LineChange => {
    return { ...line, status: endOf(reason), reason, version: line.version + 1, nextAttemptAtMs: null };
  });
  change.writes.push(...writeLines(userId, changes, nowMs));
  for (const { message, dropped: lines } of closings) {
    const kind = message?.kind ?? 'reminder';
    for (const { line, reason } of lines) {
      const isDead = endOf(reason) === 'failed' || kind !== 'reminder';
      const said = {
        status: endOf(reason),
        reason,
        messageId: line.messageId,
        attempts: message?.attempts ?? 0,
        code: null,
        error: null,
        nextAttemptAtMs: null,
      };
      const type = isDead ? 'notification.dead_lettered' : 'reminder.suppressed';
      change.events.push(deliveryEvent(userId, type, line, kind, said, nowMs));
    }
  }
}
