import { type SQL, sql } from 'drizzle-orm';
import type { DeliveryReason } from '#core/delivery/delivery-reason.ts';
import type { Dropped } from '#core/delivery/plan-claim.ts';
import { askAgainMs, isNotifierAway, type Unclaimed } from '#core/delivery/retry-schedule.ts';
import { deriveId } from '#core/derive-id.ts';
import { guardTimers, guardVersions } from '../../db/guards.ts';
import { closeMessages, guardLines, insertGivenUp, setTimers, writeLines } from '../../db/ledger-statements.ts';
import { type DueTimer, findMovedTimers } from '../../db/queries/find-due-timers.ts';
import { type LedgerLine, type LedgerMessage, readClaim } from '../../db/queries/read-claim.ts';
import { changeLedger, type LedgerChange, type LedgerDeps } from '../notifier/change-ledger.ts';
import { type Closing, closeLines } from '../notifier/close-lines.ts';
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
    const { lines, seenAtMs } = await readClaim(ctx.db, ctx.userId, { firingIds }, CHANNELS);
    const open = lines.filter((line) => line.status === 'waiting' && line.messageId === null);
    const change = newChange(ctx.userId, timers);
    const asked: Asked[] = [];
    const againAt = new Map<string, number>();
    const givenUp: LedgerLine[] = [];
    const wanted = open.filter((line) => line.calledOff === null);
    for (const [firingId, own] of Map.groupBy(wanted, (line) => line.firingId)) {
      const isAttended = own.some(({ channel }) => !isNotifierAway(seenAtMs.get(channel) ?? null, nowMs));
      const againMs = askAgainMs({ sinceMs: own[0]?.firedAtMs ?? nowMs, nowMs, isAttended });
      if (againMs === null) givenUp.push(...own);
      else {
        againAt.set(firingId, againMs);
        for (const [line] of Map.groupBy(own, (each) => each.channel).values()) {
          if (line) asked.push({ line, message: null });
        }
      }
    }
    closeLines(ctx.userId, [{ dropped: calledOff(open), message: null }], nowMs, change);
    giveUp(ctx.userId, givenUp, nowMs, change);
    ask(ctx.userId, asked, nowMs, change);
    change.writes.push(...setTimers(ctx.userId, 'claim', [...againAt]));
    const done = timers.filter(({ ref }) => !againAt.has(ref));
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
    const { lines, messages, seenAtMs } = await readClaim(ctx.db, ctx.userId, { messageIds }, CHANNELS);
    const linesOf = Map.groupBy(lines, ({ messageId }) => messageId);
    const change = newChange(ctx.userId, timers);
    const looks = messages.map((message) => {
      return lookAt(
        message,
        (linesOf.get(message.id) ?? []).filter(({ status }) => status === 'waiting'),
        { nowMs, isAttended: !isNotifierAway(seenAtMs.get(message.channel) ?? null, nowMs) },
      );
    });
    const ended = looks.flatMap(({ message, end }) => (end === null ? [] : [{ message, end }]));
    closeLines(ctx.userId, looks, nowMs, change);
    ask(
      ctx.userId,
      looks.flatMap(({ asked }) => asked),
      nowMs,
      change,
    );
    const againAt = new Map(looks.flatMap(({ message, nextMs }) => (nextMs === null ? [] : [[message.id, nextMs]])));
    change.guards.push(
      ...guardVersions(
        ctx.userId,
        sql`messages`,
        ended.map(({ message }) => [message.id, message.version]),
      ),
    );
    change.writes.push(
      ...closeMessages(
        ctx.userId,
        ended.map(({ message, end }) => [message.id, end]),
        nowMs,
      ),
      ...setTimers(ctx.userId, 'notify', [...againAt]),
    );
    const done = timers.filter(({ ref }) => !againAt.has(ref));
    return { result: done, change: isEmpty(change) ? null : change };
  });
};

/** What becomes of a message whose timer rang. */
interface Look extends Closing {
  message: LedgerMessage;
  asked: Asked[];
  /** How it ends now; null when it goes on, or had ended. */
  end: 'failed' | 'cancelled' | null;
  /** When to look again, in ms since the epoch; null when it is through. */
  nextMs: number | null;
}

function lookAt(
  message: LedgerMessage,
  lines: readonly LedgerLine[],
  { nowMs, isAttended }: Pick<Unclaimed, 'nowMs' | 'isAttended'>,
): Look {
  const { status, claimedUntilMs, nextAttemptAtMs, expiresAtMs, createdAtMs } = message;
  const nothing: Look = { message, dropped: [], asked: [], end: null, nextMs: null };
  if (status !== 'waiting') return nothing;
  // Of a lease that ran out, `nextAttemptAtMs` is its end.
  const dueMs = Math.max(claimedUntilMs ?? 0, nextAttemptAtMs ?? 0);
  if (dueMs > nowMs) return { ...nothing, nextMs: dueMs };
  const isOver = expiresAtMs !== null && expiresAtMs <= nowMs;
  const againMs = askAgainMs({ sinceMs: nextAttemptAtMs ?? createdAtMs, nowMs, isAttended });
  const wanted = lines.filter((line) => line.calledOff === null);
  const [first] = wanted;
  if (isOver || againMs === null || !first) {
    const dropped = [...calledOff(lines), ...droppedAs(isOver ? 'expired' : 'unclaimed', wanted)];
    return { ...nothing, dropped, end: first ? 'failed' : 'cancelled' };
  }
  const nextMs = expiresAtMs === null ? againMs : Math.min(againMs, expiresAtMs);
  return { ...nothing, dropped: calledOff(lines), asked: [{ line: first, message }], nextMs };
}

interface Asked {
  line: LedgerLine;
  message: LedgerMessage | null;
}

/** Lines that are asked for become their next version, so that asking twice at once is asking once. */
function ask(userId: string, asked: readonly Asked[], nowMs: number, change: LedgerChange): void {
  const lines = asked.map(({ line }) => line);
  for (const { line, message } of asked) {
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
  }
  change.guards.push(...guardLines(userId, lines));
  const changes = lines.map((line) => ({ ...line, version: line.version + 1, nextAttemptAtMs: nowMs }));
  change.writes.push(...writeLines(userId, changes, nowMs));
}

/** What nobody came for becomes messages that were given up, so that the operator can send them again. */
function giveUp(userId: string, lines: readonly LedgerLine[], nowMs: number, change: LedgerChange): void {
  closeLines(userId, [{ dropped: droppedAs('unclaimed', lines), message: null }], nowMs, change);
  const dead = lines.map((line) => {
    const { channel, destination, firingId } = line;
    const messageId = deriveId('message', userId, channel, destination, firingId);
    return {
      ...line,
      status: 'failed' as const,
      reason: 'unclaimed' as const,
      version: line.version + 1,
      messageId,
      nextAttemptAtMs: null,
    };
  });
  change.writes.push(...writeLines(userId, dead, nowMs), ...insertGivenUp(userId, dead, nowMs));
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
function depsOf({ db, effects, trace }: TimerContext): LedgerDeps {
  return { db, effects, trace, onCommit: () => undefined };
}
