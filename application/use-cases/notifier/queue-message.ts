import { sql } from 'drizzle-orm';
import type { MessageKind, OutsideChannel } from '#core/delivery/delivery-notice.ts';
import { UNCLAIMED_AFTER_MS } from '#core/delivery/retry-schedule.ts';
import type { Actor } from '#core/log/actor.ts';
import { insertMessage, setTimer } from '../../db/ledger-statements.ts';
import type { LedgerLine } from '../../db/queries/read-claim.ts';
import { changeLedger, type LedgerDeps } from './change-ledger.ts';
import { deliveryEvent } from './delivery-events.ts';

/** A message that is about no reminder. */
export interface QueuedMessage {
  kind: Exclude<MessageKind, 'reminder'>;
  channel: OutsideChannel;
  /** The webhook; empty by mail. */
  destination: string;
  /** The token of its link; null without one. Kept until it is sent or over, and in no event. */
  secret: string | null;
  /** When its link is over, in ms since the epoch; null without one. */
  expiresAtMs: number | null;
}

/** Puts a message into the ledger and wakes the notifier. @returns its id */
export async function queueMessage(
  deps: LedgerDeps,
  { userId, actor }: { userId: string; actor: Actor },
  message: QueuedMessage,
): Promise<string> {
  const id = deps.effects.newId('message');
  const { kind, channel, destination, secret, expiresAtMs } = message;
  return await changeLedger(deps, { userId, actor }, async (nowMs) => {
    const line: LedgerLine = {
      reminderId: '',
      firingId: id,
      channel,
      destination,
      status: 'waiting',
      reason: null,
      version: 0,
      messageId: id,
      calledOff: null,
      firingVersion: null,
      taskId: null,
      title: null,
      plannedAtMs: nowMs,
      scheduledAtMs: nowMs,
      firedAtMs: nowMs,
      taskVersion: null,
      taskTitle: null,
      due: null,
      list: null,
    };
    const said = {
      status: 'waiting',
      reason: null,
      messageId: id,
      attempts: 0,
      code: null,
      error: null,
      nextAttemptAtMs: nowMs,
    } as const;
    return {
      result: id,
      change: {
        events: [deliveryEvent(userId, 'notification.due', line, kind, said, nowMs)],
        guards: [],
        writes: [
          sql`INSERT INTO deliveries (user_id, reminder_id, firing_id, channel, destination, status, message_id,
              next_attempt_at, version, created_at, updated_at)
            VALUES (${userId}, '', ${id}, ${channel}, ${destination}, 'waiting', ${id}, ${nowMs}, 1, ${nowMs}, ${nowMs})`,
          insertMessage(
            userId,
            {
              id,
              kind,
              channel,
              destination,
              lines: [['', id]],
              status: 'waiting',
              version: 1,
              claim: null,
              claimedUntilMs: null,
              attempts: 0,
              firstAttemptAtMs: null,
              nextAttemptAtMs: nowMs,
              isReplay: false,
              body: null,
              secret,
              expiresAtMs,
            },
            nowMs,
          ),
          setTimer(userId, 'notify', id, nowMs + UNCLAIMED_AFTER_MS),
        ],
        isScheduleChanged: true,
      },
    };
  });
}
