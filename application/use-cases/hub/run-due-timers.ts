import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import { type BackgroundLog, errorText } from '../../background-log.ts';
import { classifyD1Error } from '../../db/d1-failure.ts';
import { type DueTimer, findDueTimers } from '../../db/queries/find-due-timers.ts';
import { type FailedTimer, settleTimers } from '../../db/queries/settle-timers.ts';
import type { TimerContext, TimerHandlers, TimersHandler } from './timer-handler.ts';

const CHUNK = 200;
/** With the pauses below the last try comes after about eight minutes: longer than D1 or a hub is usually away. */
const MAX_ATTEMPTS = 10;
const RETRY_BASE_MS = 1000;
const RETRY_CEILING_MS = 256_000;

/** What became of some timers. One in neither list was set to another time, or goes on when it is its turn again. */
interface Outcome {
  done: DueTimer[];
  failed: FailedTimer[];
}

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
  const nowMs = toEpochMs(ctx.effects.now());
  const due = await findDueTimers(ctx.db, ctx.userId, nowMs, CHUNK);
  const kinds = Object.values(Object.groupBy(due, ({ kind }) => kind))
    .map((timers) => timers ?? [])
    // What rings does not wait for push services to answer.
    .toSorted(([a], [b]) => Number(a?.kind === 'push') - Number(b?.kind === 'push'));
  const outcome: Outcome = { done: [], failed: [] };
  for (const timers of kinds) add(outcome, await runKind(timers, ctx, handlers));
  const { done, failed } = outcome;
  await settleTimers(ctx.db, ctx.userId, { done, failed, nowMs: toEpochMs(ctx.effects.now()) });
  for (const { timer, attempts, isParked, error } of failed) {
    log.write({
      event: isParked ? 'timer.parked' : 'timer.failed',
      userId: ctx.userId,
      kind: timer.kind,
      attempts,
      error,
    });
  }
  return due.length === CHUNK || done.length + failed.length < due.length;
}

async function runKind(timers: DueTimer[], ctx: TimerContext, handlers: TimerHandlers): Promise<Outcome> {
  const kind = timers[0]?.kind ?? '';
  const handler = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined;
  if (handler !== undefined && typeof handler !== 'function') return await runTogether(timers, ctx, handler.together);
  const outcome: Outcome = { done: [], failed: [] };
  for (const timer of timers) {
    try {
      // Left by a newer version of the program, or a mistake: parked like any other failure, so that somebody sees it.
      if (!handler) throw new Error(`no handler for timers of kind ${kind}`);
      if ((await handler(timer, ctx)) === 'done') outcome.done.push(timer);
    } catch (error) {
      outcome.failed.push(putOff(timer, error, toEpochMs(ctx.effects.now())));
    }
  }
  return outcome;
}

/** By halves when they fail together, until what fails stands alone. A database that is away fails for all of them. */
async function runTogether(timers: DueTimer[], ctx: TimerContext, handler: TimersHandler): Promise<Outcome> {
  try {
    return { done: await handler(timers, ctx), failed: [] };
  } catch (error) {
    if (timers.length === 1 || isDatabaseAway(error)) {
      const nowMs = toEpochMs(ctx.effects.now());
      return { done: [], failed: timers.map((timer) => putOff(timer, error, nowMs)) };
    }
    const half = Math.ceil(timers.length / 2);
    const outcome = await runTogether(timers.slice(0, half), ctx, handler);
    add(outcome, await runTogether(timers.slice(half), ctx, handler));
    return outcome;
  }
}

function add(outcome: Outcome, { done, failed }: Outcome): void {
  outcome.done.push(...done);
  outcome.failed.push(...failed);
}

function putOff(timer: DueTimer, error: unknown, nowMs: number): FailedTimer {
  const isAway = isDatabaseAway(error);
  const attempts = isAway ? Math.min(timer.attempts + 1, MAX_ATTEMPTS - 1) : timer.attempts + 1;
  const pauseMs = Math.min(RETRY_BASE_MS * 2 ** timer.attempts, RETRY_CEILING_MS);
  // However long the database is away, what waits for it is no poison: parked, it would be lost until somebody looks.
  const isParked = attempts >= MAX_ATTEMPTS;
  return { timer, attempts, retryAtMs: nowMs + pauseMs, isParked, error: errorText(error) };
}

/** As a use case says it after some tries, or as D1 itself said it to a read that nobody tried again. */
function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable';
  return ['transient', 'overloaded'].includes(classifyD1Error(error));
}
