import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import { type BackgroundLog, errorText } from '../../background-log.ts';
import { classifyD1Error } from '../../db/d1-failure.ts';
import type { Database } from '../../db/database.ts';
import { type DueTimer, findDueTimers } from '../../db/queries/find-due-timers.ts';
import { type FailedTimer, settleTimers } from '../../db/queries/settle-timers.ts';
import type { TimerContext, TimerHandlers, TimersHandler } from './timer-handler.ts';

const CHUNK = 200;
/** With the pauses below the last try comes after about eight minutes: longer than D1 or a hub is usually away. */
const MAX_ATTEMPTS = 10;
const RETRY_BASE_MS = 1000;
const RETRY_CEILING_MS = 256_000;
/** Enough to find one that fails among two hundred; more in one turn would keep what rings meanwhile waiting. */
const MAX_TRIES = 12;

/** With `openDatabase` each try has a database of its own, whose limit of statements counts for it alone. */
export interface RunContext extends TimerContext {
  openDatabase?: () => Database;
}

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
export async function runDueTimers(ctx: RunContext, handlers: TimerHandlers, log: BackgroundLog): Promise<boolean> {
  const nowMs = toEpochMs(ctx.effects.now());
  const due = await findDueTimers(ctx.db, ctx.userId, nowMs, CHUNK);
  const kinds = Object.values(Object.groupBy(due, ({ kind }) => kind))
    .map((timers) => timers ?? [])
    // What rings does not wait for push services to answer.
    .toSorted(([a], [b]) => Number(a?.kind === 'push') - Number(b?.kind === 'push'));
  const outcome: Outcome = { done: [], failed: [] };
  for (const timers of kinds) add(outcome, await runKind(timers, ctx, handlers));
  const { done, failed } = outcome;
  const endMs = toEpochMs(ctx.effects.now());
  await settleTimers(ctx.db, ctx.userId, { done, failed, nowMs: endMs });
  for (const [kind, timers] of Map.groupBy(done, (timer) => timer.kind)) {
    log.write({
      event: 'timers.ran',
      userId: ctx.userId,
      kind,
      lateMs: timers.map((timer) => latenessMs(timer, endMs)),
    });
  }
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

/** One that was put off after a failure is late since its plan; one that was set to the end of quiet hours, since then. */
function latenessMs({ attempts, fireAtMs, plannedAtMs }: DueTimer, nowMs: number): number {
  return Math.max(0, nowMs - (attempts === 0 ? fireAtMs : (plannedAtMs ?? fireAtMs)));
}

async function runKind(timers: DueTimer[], ctx: RunContext, handlers: TimerHandlers): Promise<Outcome> {
  const kind = timers[0]?.kind ?? '';
  const handler = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined;
  if (handler !== undefined && typeof handler !== 'function') return await runTogether(timers, ctx, handler.together);
  const outcome: Outcome = { done: [], failed: [] };
  for (const timer of timers) {
    try {
      // Left by a newer version of the program, or a mistake: parked like any other failure, so that somebody sees it.
      if (!handler) throw new Error(`no handler for timers of kind ${kind}`);
      if ((await handler(timer, freshOf(ctx))) === 'done') outcome.done.push(timer);
    } catch (error) {
      outcome.failed.push(putOff(timer, error, toEpochMs(ctx.effects.now())));
    }
  }
  return outcome;
}

/**
 * By halves when they fail together, until what fails stands alone. A database that is away fails for all of them; and as
 * it may have been too much for it, they come back in smaller batches, half of them each time. What a turn does not get
 * to stays due.
 */
async function runTogether(timers: DueTimer[], ctx: RunContext, handler: TimersHandler): Promise<Outcome> {
  const outcome: Outcome = { done: [], failed: [] };
  const queue = inBatches(timers);
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const batch = queue.shift();
    if (!batch) break;
    try {
      outcome.done.push(...(await handler(batch, freshOf(ctx))));
    } catch (error) {
      const nowMs = toEpochMs(ctx.effects.now());
      if (isDatabaseAway(error)) {
        outcome.failed.push(...[batch, ...queue].flat().map((timer) => putOff(timer, error, nowMs)));
        break;
      }
      if (batch.length === 1) outcome.failed.push(...batch.map((timer) => putOff(timer, error, nowMs)));
      else {
        const half = Math.ceil(batch.length / 2);
        queue.unshift(batch.slice(0, half), batch.slice(half));
      }
    }
  }
  return outcome;
}

/** What one try costs is no affair of the next, nor of writing down what became of them. */
function freshOf(ctx: RunContext): TimerContext {
  return ctx.openDatabase ? { ...ctx, db: ctx.openDatabase() } : ctx;
}

/** The more often timers failed, the fewer of them run at once; those that never did are not held up by them. */
function inBatches(timers: readonly DueTimer[]): DueTimer[][] {
  const byAttempts = [...Map.groupBy(timers, ({ attempts }) => attempts)].toSorted(([a], [b]) => a - b);
  return byAttempts.flatMap(([attempts, group]) => {
    const size = Math.max(1, CHUNK >> Math.min(attempts, MAX_ATTEMPTS));
    return Array.from({ length: Math.ceil(group.length / size) }, (_, at) => group.slice(at * size, (at + 1) * size));
  });
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
