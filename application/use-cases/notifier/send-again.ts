import { sql } from 'drizzle-orm';
import { deliveryId } from '#core/delivery/delivery.ts';
import { UNCLAIMED_AFTER_MS } from '#core/delivery/retry-schedule.ts';
import { AppError } from '#core/errors.ts';
import type { Actor } from '#core/log/actor.ts';
import { guardVersions } from '../../db/guards.ts';
import { guardLines, setTimer, updateMessage, writeLines } from '../../db/ledger-statements.ts';
import { type LedgerLine, type LedgerMessage, readClaim } from '../../db/queries/read-claim.ts';
import { readWithRetry } from '../../db/read-with-retry.ts';
import { changeLedger, type LedgerChange, type LedgerDeps } from './change-ledger.ts';
import { deliveryEvent } from './delivery-events.ts';

const CHANNELS = ['email', 'webhook'] as const;

/**
 * Sends what was given up once more, with all its tries. Whether it still goes out the claim decides, as ever: of a
 * task that is completed since nothing is sent.
 *
 * @throws AppError `not_found`; `invalid_state` when it was not given up, or there is nowhere it could have gone
 */
export async function sendAgain(
  deps: LedgerDeps,
  caller: { userId: string; actor: Actor },
  wanted: { firingId: string; deliveryId: string },
): Promise<void> {
  const { db, effects } = deps;
  const { userId } = caller;
  await changeLedger(deps, caller, async (nowMs) => {
    const selection = { firingIds: [wanted.firingId] };
    const { lines } = await readWithRetry(() => readClaim(db, userId, selection, CHANNELS), effects.wait);
    const line = lines.find(
      ({ firingId, channel, destination }) => deliveryId(firingId, channel, destination) === wanted.deliveryId,
    );
    if (!line) throw new AppError('not_found', `There is no delivery ${wanted.deliveryId} by mail or webhook.`);
    if (line.status !== 'failed') throw new AppError('invalid_state', 'Only what was given up can be sent again.');
    if (line.channel === 'webhook' && line.destination === '') {
      throw new AppError('invalid_state', 'There was no webhook it could have gone to.');
    }
    if (line.messageId === null) return { result: undefined, change: waitForClaim(userId, line, nowMs) };
    const { lines: all, messages } = await readClaim(db, userId, { messageIds: [line.messageId] }, CHANNELS);
    const [message] = messages;
    if (!message) throw new AppError('not_found', 'The message is no longer kept.');
    const failed = all.filter(({ status }) => status === 'failed');
    return { result: undefined, change: reopen(userId, message, failed, false, nowMs) };
  });
}

/**
 * Sends a message once more: for the operator what was given up, for the user of a webhook any call, whatever became of
 * its task (`isReplay`). It keeps its id, so that a receiver that has it already can tell.
 *
 * @throws AppError `not_found`; `invalid_state` when it is on its way, or its link is over
 */
export async function resendMessage(
  deps: LedgerDeps,
  caller: { userId: string; actor: Actor },
  { messageId, destination, isReplay }: { messageId: string; destination?: string; isReplay: boolean },
): Promise<void> {
  const { db, effects } = deps;
  const { userId } = caller;
  await changeLedger(deps, caller, async (nowMs) => {
    const selection = { messageIds: [messageId] };
    const { lines, messages } = await readWithRetry(() => readClaim(db, userId, selection, CHANNELS), effects.wait);
    const message = messages.find((each) => destination === undefined || each.destination === destination);
    if (!message) throw new AppError('not_found', `There is no message ${messageId}.`);
    if (message.status === 'waiting') throw new AppError('invalid_state', 'It is on its way already.');
    if (!isReplay && message.status !== 'failed') {
      throw new AppError('invalid_state', 'Only what was given up can be sent again.');
    }
    if (message.kind === 'verify_email' || message.kind === 'reset_password') {
      throw new AppError('invalid_state', 'Its link is gone. Ask for a fresh one.');
    }
    const reopened = isReplay ? lines : lines.filter(({ status }) => status === 'failed');
    return { result: undefined, change: reopen(userId, message, reopened, isReplay, nowMs) };
  });
}

/** A line nobody had claimed: it waits for its first claim once more. */
function waitForClaim(userId: string, line: LedgerLine, nowMs: number): LedgerChange {
  return {
    events: [deliveryEvent(userId, 'notification.due', line, 'reminder', dueAgain(null, nowMs), nowMs)],
    guards: guardLines(userId, [line]),
    writes: [
      ...writeLines(userId, [waiting(line, nowMs)], nowMs),
      setTimer(userId, 'claim', line.firingId, nowMs + UNCLAIMED_AFTER_MS),
    ],
    isScheduleChanged: true,
  };
}

function reopen(
  userId: string,
  message: LedgerMessage,
  lines: readonly LedgerLine[],
  isReplay: boolean,
  nowMs: number,
): LedgerChange {
  const [first] = lines;
  if (!first) throw new AppError('invalid_state', 'Nothing of it was given up.');
  const { id, kind } = message;
  const renewed = {
    ...message,
    status: 'waiting',
    claim: null,
    claimedUntilMs: null,
    attempts: 0,
    firstAttemptAtMs: null,
    nextAttemptAtMs: nowMs,
    isReplay,
  } as const;
  return {
    events: [deliveryEvent(userId, 'notification.due', first, kind, dueAgain(id, nowMs), nowMs)],
    guards: [...guardVersions(userId, sql`messages`, [[id, message.version]]), ...guardLines(userId, lines)],
    writes: [
      ...writeLines(
        userId,
        lines.map((line) => ({ ...waiting(line, nowMs), version: line === first ? line.version + 1 : line.version })),
        nowMs,
      ),
      updateMessage(userId, renewed, nowMs),
      setTimer(userId, 'notify', id, nowMs + UNCLAIMED_AFTER_MS),
    ],
    isScheduleChanged: true,
  };
}

function waiting(line: LedgerLine, nowMs: number) {
  return { ...line, status: 'waiting', reason: null, version: line.version + 1, nextAttemptAtMs: nowMs } as const;
}

function dueAgain(messageId: string | null, nowMs: number) {
  return {
    status: 'waiting',
    reason: null,
    messageId,
    attempts: 0,
    code: null,
    error: null,
    nextAttemptAtMs: nowMs,
  } as const;
}
