import { type SQL, sql } from 'drizzle-orm';
import type { DeliveryReason } from '#core/delivery/delivery-reason.ts';
import type { Dropped } from '#core/delivery/plan-claim.ts';
import { askAgainMs } from '#core/delivery/retry-schedule.ts';
import { deriveId } from '#core/derive-id.ts';
import { guardTimers, guardVersions } from '../../db/guards.ts';
import { guardLines, insertMessage, setTimer, updateMessage, writeLines } from '../../db/ledger-statements.ts';
import { type DueTimer, findMovedTimers } from '../../db/queries/find-due-timers.ts';
import { type LedgerLine, type LedgerMessage, readClaim } from '../../db/queries/read-claim.ts';
import { changeLedger, type LedgerChange, type LedgerDeps } from '../notifier/change-ledger.ts';
import { closeLines } from '../notifier/close-lines.ts';
import { deliveryEvent } from '../notifier/delivery-events.ts';
import { SCHEDULE } from './schedule-actor.ts';
import type { TimerContext, TimersHandler } from './timer-handler.ts';

const CHANNELS = ['email', 'webhook'] as const;

/**
 * Asks again, in the log, for what rang and nobody has claimed. One event wakes the notifier for all lines of a ringing
 * on a channel. What was called off meanwhile is closed. Given up after a week.
 *
 * @returns the timers that are through; the others were set to when the log asks next
 */
export const wakeForUnclaimed: TimersHandler = async (all, ctx) => {
  return await changeLedger(depsOf(ctx), { userId: ctx.userId, actor: SCHEDULE }, async (nowMs) => {
    const timers = await stillDue(all, ctx);
    const firingIds = timers.map(({ ref }) => ref);
    const { lines } = await readClaim(ctx.db, ctx.userId, { firingIds }, CHANNELS);
    const asked = new Set(firingIds);
    const open = lines.filter(
      (line) => asked.has(line.firingId) && line.status === 'waiting' && line.messageId === null,
    );
    const change = newChange(ctx.userId, timers);
    const left = new Set<string>();
    closeLines(ctx.userId, calledOff(open), null, nowMs, change);
    const wanted = open.filter((line) => line.calledOff === null);
    for (const [firingId, own] of Map.groupBy(wanted, (line) => line.firingId)) {
      const againMs = askAgainMs(own[0]?.firedAtMs ?? nowMs, nowMs);
      if (againMs === null) giveUp(ctx.userId, own, nowMs, change);
      else {
        left.add(firingId);
        for (const sameChannel of Map.groupBy(own, (line) => line.channel).values()) {
          ask(ctx.userId, sameChannel[0], null, nowMs, change);
        }
        change.writes.push(setTimer(ctx.userId, 'claim', firingId, againMs));
      }
    }
    const done = timers.filter(({ ref }) => !left.has(ref));
    return { result: done, change: isEmpty(change) ? null : change };
  });
};

/**
 * Asks, in the log, for messages whose next try is due, or whose notifier has not reported in time. What is held, or
 * tried later, waits for then; what is over is closed.
 *
 * @returns the timers that are through; the others were set to when the message is looked at next
 */
export const wakeForMessages: TimersHandler = async (all, ctx) => {
  return await changeLedger(depsOf(ctx), { userId: ctx.userId, actor: SCHEDULE }, async (nowMs) => {
    const timers = await stillDue(all, ctx);
    const messageIds = timers.map(({ ref }) => ref);
    const { lines, messages } = await readClaim(ctx.db, ctx.userId, { messageIds }, CHANNELS);
    const linesOf = Map.groupBy(lines, ({ messageId }) => messageId);
    const change = newChange(ctx.userId, timers);
    const left = new Set<string>();
    for (const message of messages) {
      const own = (linesOf.get(message.id) ?? []).filter(({ status }) => status === 'waiting');
      const next = lookAt(ctx.userId, message, own, nowMs, change);
      if (next === null) continue;
      left.add(message.id);
      change.writes.push(setTimer(ctx.userId, 'notify', message.id, next));
    }
    const done = timers.filter(({ ref }) => !left.has(ref));
    return { result: done, change: isEmpty(change) ? null : change };
  });
};

/** @returns when to look again, in ms since the epoch; null when it is through */
function lookAt(
  userId: string,
  message: LedgerMessage,
  lines: readonly LedgerLine[],
  nowMs: number,
  change: LedgerChange,
): number | null {
  const { status, claimedUntilMs, nextAttemptAtMs, expiresAtMs, createdAtMs } = message;
  if (status !== 'waiting') return null;
  // Of a lease that ran out, `nextAttemptAtMs` is its end.
  const dueMs = Math.max(claimedUntilMs ?? 0, nextAttemptAtMs ?? 0);
  if (dueMs > nowMs) return dueMs;
  const isOver = expiresAtMs !== null && expiresAtMs <= nowMs;
  const againMs = askAgainMs(nextAttemptAtMs ?? createdAtMs, nowMs);
  closeLines(userId, calledOff(lines), message, nowMs, change);
  const wanted = lines.filter((line) => line.calledOff === null);
  if (isOver || againMs === null || wanted.length === 0) {
    close(userId, message, wanted, isOver ? 'expired' : 'unclaimed', nowMs, change);
    return null;
  }
  ask(userId, wanted[0], message, nowMs, change);
  return expiresAtMs === null ? againMs : Math.min(againMs, expiresAtMs);
}

/** A line that is asked for becomes its next version, so that asking twice at once is asking once. */
function ask(
  userId: string,
  line: LedgerLine | undefined,
  message: LedgerMessage | null,
  nowMs: number,
  change: LedgerChange,
): void {
  if (!line) return;
  const said = {
    status: 'waiting',
    reason: null,
    messageId: message?.id ?? null,
    attempts: message?.attempts ?? 0,
    code: null,
    error: null,
    nextAttemptAtMs: nowMs,
  } as const;
  change.events.push(deliveryEvent(userId, 'notification.due', line, message?.kind ?? 'reminder', said, nowMs));
  change.guards.push(...guardLines(userId, [line]));
  change.writes.push(...writeLines(userId, [{ ...line, version: line.version + 1, nextAttemptAtMs: nowMs }], nowMs));
}

function close(
  userId: string,
  message: LedgerMessage,
  lines: readonly LedgerLine[],
  reason: 'expired' | 'unclaimed',
  nowMs: number,
  change: LedgerChange,
): void {
  closeLines(userId, droppedAs(reason, lines), message, nowMs, change);
  const status = lines.length === 0 ? 'cancelled' : 'failed';
  change.guards.push(...guardVersions(userId, sql`messages`, [[message.id, message.version]]));
  change.writes.push(
    updateMessage(userId, { ...message, status, claimedUntilMs: null, nextAttemptAtMs: null, secret: null }, nowMs),
  );
}

/** What nobody came for becomes messages that were given up, so that the operator can send them again. */
function giveUp(userId: string, lines: readonly LedgerLine[], nowMs: number, change: LedgerChange): void {
  for (const line of lines) {
    const { channel, destination, reminderId, firingId } = line;
    const id = deriveId('message', userId, channel, destination, firingId);
    closeLines(userId, droppedAs('unclaimed', [line]), null, nowMs, change);
    change.writes.push(
      sql`UPDATE deliveries SET message_id = ${id} WHERE user_id = ${userId} AND reminder_id = ${reminderId}
        AND firing_id = ${firingId} AND channel = ${channel} AND destination = ${destination}`,
      insertMessage(
        userId,
        {
          id,
          kind: 'reminder',
          channel,
          destination,
          lines: [[reminderId, firingId]],
          status: 'failed',
          version: 1,
          claim: null,
          claimedUntilMs: null,
          attempts: 0,
          firstAttemptAtMs: null,
          nextAttemptAtMs: null,
          isReplay: false,
          body: null,
          secret: null,
          expiresAtMs: null,
        },
        nowMs,
      ),
    );
  }
}

function calledOff(lines: readonly LedgerLine[]): Dropped<LedgerLine>[] {
  return lines.flatMap((line) => (line.calledOff === null ? [] : [{ line, reason: line.calledOff }]));
}

function droppedAs(reason: DeliveryReason, lines: readonly LedgerLine[]): Dropped<LedgerLine>[] {
  return lines.map((line) => ({ line, reason }));
}

function newChange(userId: string, timers: readonly DueTimer[]): LedgerChange {
  return { events: [], guards: guardTimers(userId, timers), writes: [], isScheduleChanged: true };
}

/** Those that no other run has set to another time meanwhile: what was asked for is asked for once. */
async function stillDue(timers: DueTimer[], { db, userId }: TimerContext): Promise<DueTimer[]> {
  const moved = new Set(await findMovedTimers(db, userId, timers));
  return timers.filter(({ ref }) => !moved.has(ref));
}

function isEmpty({ writes, events }: { writes: readonly SQL[]; events: readonly unknown[] }): boolean {
  return writes.length === 0 && events.length === 0;
}

/** The hub that these timers ring in looks at its schedule anyway, and sends what is new in the turn that follows. */
function depsOf({ db, effects }: TimerContext): LedgerDeps {
  return { db, effects, onCommit: () => undefined };
}
