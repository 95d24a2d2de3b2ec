import { sql } from 'drizzle-orm';
import type { DeliveryStatus } from '#core/delivery/delivery.ts';
import type { DeliveryReason } from '#core/delivery/delivery-reason.ts';
import type { ReportAnswer, ReportRequest, TryOutcome } from '#core/delivery/notifier-protocol.ts';
import { plainError } from '#core/delivery/plain-error.ts';
import { nextTryMs } from '#core/delivery/retry-schedule.ts';
import { AppError } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import type { DeliveryEvent } from '#core/log/event.ts';
import { guardVersions } from '../../db/guards.ts';
import {
  guardLines,
  insertAttempts,
  removeTimers,
  setTimer,
  updateMessage,
  writeLines,
} from '../../db/ledger-statements.ts';
import { type LedgerLine, type LedgerMessage, readClaim } from '../../db/queries/read-claim.ts';
import { readWithRetry } from '../../db/read-with-retry.ts';
import { changeLedger, type LedgerChange, type LedgerDeps, NOTIFIER } from './change-ledger.ts';
import { deliveryEvent } from './delivery-events.ts';

/** Where a message stands after a try. Times are ms since the epoch. */
interface Stand {
  status: DeliveryStatus;
  reason: DeliveryReason | null;
  nextAttemptAtMs: number | null;
  type: DeliveryEvent['type'];
}

/**
 * Writes down what came of a try that was claimed, with its events. The same report again changes nothing and is
 * answered with what the ledger says. What somebody took notice of while it was on its way is told as sent, because it
 * was; a further try is not made.
 *
 * @throws AppError `not_found`; `claim_lost` when the claim ran out and somebody else has the message since
 */
export async function reportMessage(deps: LedgerDeps, request: ReportRequest): Promise<ReportAnswer> {
  const { db, effects } = deps;
  const { userId, messageId, claim, outcome } = request;
  return await changeLedger(deps, { userId, actor: NOTIFIER }, async (nowMs) => {
    const selection = { messageIds: [messageId] };
    const view = await readWithRetry(() => readClaim(db, userId, selection, ['email', 'webhook']), effects.wait);
    const message = view.messages.find(({ id }) => id === messageId);
    if (!message) throw new AppError('not_found', `There is no message ${messageId}.`);
    if (message.claim !== claim)
      throw new AppError('claim_lost', 'The claim ran out, and somebody else has the message.');
    // Sent so slowly that the claim had run out and the message was called off meanwhile: it was sent all the same.
    const isLateSend = outcome.kind === 'sent' && message.status === 'cancelled';
    // Reported before, and the answer got lost.
    if (message.claimedUntilMs === null && !isLateSend) return { result: answerOf(message), change: null };
    return decide(userId, message, view.lines, outcome, nowMs);
  });
}

function answerOf({ status, nextAttemptAtMs }: Pick<LedgerMessage, 'status' | 'nextAttemptAtMs'>): ReportAnswer {
  return { status, nextAttemptAt: nextAttemptAtMs === null ? null : toInstant(nextAttemptAtMs) };
}

function decide(
  userId: string,
  message: LedgerMessage,
  all: readonly LedgerLine[],
  outcome: TryOutcome,
  nowMs: number,
): { result: ReportAnswer; change: LedgerChange } {
  const { id, kind, attempts } = message;
  const tried = standAfter(message, outcome, nowMs);
  const isSent = tried.status === 'sent';
  const isCalledOff = message.status === 'cancelled';
  // Closed with a reason before this try was claimed: it was no part of what was sent.
  const lines = all.filter(
    ({ status, reason }) =>
      status === 'waiting' || (isSent && status === 'cancelled' && (reason === null || isCalledOff)),
  );
  const stand: Stand =
    lines.length > 0 ? tried : { status: 'cancelled', reason: 'acknowledged', nextAttemptAtMs: null, type: tried.type };
  const { code } = outcome;
  const error = outcome.kind === 'sent' ? null : plainError(outcome.error);
  const isThrough = stand.status !== 'waiting';
  const changed = lines.map((line) => {
    const { status, reason, nextAttemptAtMs } = stand;
    return { ...line, status, reason, nextAttemptAtMs, version: line.version + 1 };
  });
  const change: LedgerChange = {
    events: lines.map((line) => {
      const { status, reason, nextAttemptAtMs, type } = stand;
      return deliveryEvent(
        userId,
        type,
        line,
        kind,
        { status, reason, messageId: id, attempts, code, error, nextAttemptAtMs },
        nowMs,
      );
    }),
    guards: [...guardVersions(userId, sql`messages`, [[id, message.version]]), ...guardLines(userId, lines)],
    writes: [
      ...insertAttempts(
        userId,
        (lines.length > 0 ? lines : all).map((line) => ({
          ...line,
          code,
          error,
          lateMs: Math.max(0, nowMs - line.scheduledAtMs),
          durationMs: outcome.durationMs,
          answer: outcome.answer?.toWellFormed().replaceAll('\0', '') ?? null,
        })),
        nowMs,
      ),
      ...writeLines(userId, changed, nowMs),
      updateMessage(
        userId,
        {
          ...message,
          status: stand.status,
          claimedUntilMs: null,
          nextAttemptAtMs: stand.nextAttemptAtMs,
          secret: isThrough ? null : message.secret,
        },
        nowMs,
      ),
      ...(stand.nextAttemptAtMs === null
        ? removeTimers(userId, 'notify', [id])
        : [setTimer(userId, 'notify', id, stand.nextAttemptAtMs)]),
      ...(outcome.kind === 'gone' && message.channel === 'webhook'
        ? [
            sql`UPDATE webhooks SET disabled_at = ${nowMs}, disabled_reason = 'gone', updated_at = ${nowMs}
              WHERE user_id = ${userId} AND id = ${message.destination} AND disabled_at IS NULL`,
          ]
        : []),
    ],
    isScheduleChanged: stand.nextAttemptAtMs !== null,
  };
  return { result: answerOf({ status: stand.status, nextAttemptAtMs: stand.nextAttemptAtMs }), change };
}

function standAfter(message: LedgerMessage, outcome: TryOutcome, nowMs: number): Stand {
  const dead = (reason: DeliveryReason): Stand => {
    return { status: 'failed', reason, nextAttemptAtMs: null, type: 'notification.dead_lettered' };
  };
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent', reason: null, nextAttemptAtMs: null, type: 'notification.sent' };
    case 'refused':
    case 'gone':
      return dead('refused');
    case 'failed': {
      const { channel, attempts, firstAttemptAtMs, expiresAtMs } = message;
      const { retryAfterMs } = outcome;
      const atMs = nextTryMs({ channel, attempts, firstAttemptMs: firstAttemptAtMs ?? nowMs, nowMs, retryAfterMs });
      if (atMs === null) return dead('gave_up');
      if (expiresAtMs !== null && atMs >= expiresAtMs) return dead('expired');
      return { status: 'waiting', reason: null, nextAttemptAtMs: atMs, type: 'notification.failed' };
    }
  }
}
