import { toEpochMs } from '#core/instant.ts';
import { type BackgroundLog, errorText } from '../../background-log.ts';
import { type DueTimer, findDueTimers } from '../../db/queries/find-due-timers.ts';
import { type FailedTimer, settleTimers } from '../../db/queries/settle-timers.ts';
import type { TimerContext, TimerHandlers } from './timer-handler.ts';

const CHUNK = 200;
/** With the pauses below the last try comes after about eight minutes: longer than D1 or a hub is usually away. */
const MAX_ATTEMPTS = 10;
const RETRY_BASE_MS = 1000;
const RETRY_CEILING_MS = 256_000;

/**
 * Runs one chunk of the timers whose time has come, each by the handler of its kind. One that fails is put off, and
 * parked when it failed too often: kept, with its last error, in nobody's way.
 *
 * Running it twice equals once: what is done is gone from the table, and a handler that was cut off between its work
 * and that removal runs again and finds nothing left to do.
 *
 * @returns whether there may be more that is due now
 */
export async function runDueTimers(ctx: TimerContext, handlers: TimerHandlers, log: BackgroundLog): Promise<boolean> {
  const nowMs = () => toEpochMs(ctx.effects.now());
  const due = await findDueTimers(ctx.db, ctx.userId, nowMs(), CHUNK);
  const done: DueTimer[] = [];
  const failed: FailedTimer[] = [];
  let isMore = due.length === CHUNK;
  for (const timer of due) {
    try {
      if ((await runTimer(timer, ctx, handlers)) === 'done') done.push(timer);
      else isMore = true;
    } catch (error) {
      failed.push(putOff(timer, error, nowMs()));
    }
  }
  await settleTimers(ctx.db, ctx.userId, { done, failed, nowMs: nowMs() });
  for (const { timer, attempts, isParked, error } of failed) {
    log.write({
      event: isParked ? 'timer.parked' : 'timer.failed',
      userId: ctx.userId,
      kind: timer.kind,
      attempts,
      error,
    });
  }
  return isMore;
}

async function runTimer(timer: DueTimer, ctx: TimerContext, handlers: TimerHandlers): Promise<'done' | 'more'> {
  const handler = Object.hasOwn(handlers, timer.kind) ? handlers[timer.kind] : undefined;
  // Left by a newer version of the program, or a mistake: parked like any other failure, so that somebody sees it.
  if (!handler) throw new Error(`no handler for timers of kind ${timer.kind}`);
  return await handler(timer, ctx);
}

function putOff(timer: DueTimer, error: unknown, nowMs: number): FailedTimer {
  const attempts = timer.attempts + 1;
  const pauseMs = Math.min(RETRY_BASE_MS * 2 ** timer.attempts, RETRY_CEILING_MS);
  return { timer, attempts, retryAtMs: nowMs + pauseMs, isParked: attempts >= MAX_ATTEMPTS, error: errorText(error) };
}
