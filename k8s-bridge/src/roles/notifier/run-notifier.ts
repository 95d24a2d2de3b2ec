import { backoffMs } from '../../backoff.ts';
import { errorText, FeedError } from '../../errors.ts';
import type { SourceRecord, Verdict } from '../../sources/event-source.ts';
import { claimAndSend } from './claim-and-send.ts';
import type { NotifierDeps } from './notifier-deps.ts';
import { readWakeUp, type WakeUp } from './read-wake-up.ts';
import { newSlowTries, type SlowTries } from './slow-tries.ts';

const GROUP = 'carillon-notifier-v1';
const [INVALID, UNAUTHENTICATED, FORBIDDEN, UNPROCESSABLE] = [400, 401, 403, 422];
const [SERVER_ERROR, UNAVAILABLE] = [500, 503];
/** Three seconds or so, all in all. */
const MAX_CLAIM_TRIES = 5;
const FIRST_CLAIM_BACKOFF = 3;
const MAX_RETRY_AFTER_MS = 5 * 60_000;

/**
 * Sends what the topic `reminders` wakes it for, until `signal` is aborted.
 *
 * The topic only wakes: what is to be sent, whether it still is, when it is tried again and when it is given up stands in
 * the ledger of the edge. So a record is done when its claims have been asked for and their tries were made, or take long,
 * whatever comes of them: no message holds up those behind it. One is retried only while the edge does not answer
 * claims; where it answers that it fails at this one, five times, the record is done, as the ledger asks again for what
 * nobody has claimed. A message goes out once, but for a crash between its sending and its report: then the claim runs out, the edge
 * wakes again, and it goes out a second time under the same id.
 */
export async function runNotifier(deps: NotifierDeps, signal: AbortSignal): Promise<void> {
  deps.log.info({ event: 'notifier.started', channels: deps.channels });
  const slow = newSlowTries({ clock: deps.clock, max: deps.maxInFlight });
  try {
    await deps.source.run(
      {
        group: GROUP,
        topics: ['reminders'],
        maxInFlight: deps.maxInFlight,
        // What two messages to one person tell does not depend on which comes first.
        order: 'none',
        handle: (record, letGo) => handle(deps, slow, record, letGo),
      },
      signal,
    );
  } finally {
    await slow.idle();
    await deps.deadLetters.close();
  }
}

async function handle(deps: NotifierDeps, slow: SlowTries, record: SourceRecord, letGo: AbortSignal): Promise<Verdict> {
  const read = readWakeUp(record, deps.channels);
  if (read.kind === 'nothing') return 'done';
  const unreadable = read.kind === 'unreadable' ? read.error : await wake(deps, slow, read.wakeUp, letGo);
  if (unreadable === null) return 'done';
  await deps.deadLetters.put(record, unreadable);
  return 'drop';
}

/**
 * @returns why the edge cannot read the wake-up either; null when it could, or the ledger is to ask again
 * @throws FeedError while the edge answers no claims
 */
async function wake(deps: NotifierDeps, slow: SlowTries, wakeUp: WakeUp, letGo: AbortSignal): Promise<string | null> {
  const { state, metrics, numbers, clock, random, log } = deps;
  for (let tries = 1; ; tries += 1) {
    try {
      const { tried } = await claimAndSend(deps, wakeUp, letGo);
      state.refusal = null;
      await slow.waitFor(tried);
      return null;
    } catch (error) {
      const refusal = error instanceof FeedError ? error : null;
      const status = refusal?.status ?? null;
      if (status === INVALID || status === UNPROCESSABLE) return errorText(error);
      // Said by the readiness, as no later record fares better than this one.
      state.refusal = status === UNAUTHENTICATED || status === FORBIDDEN ? errorText(error) : null;
      metrics.retries.inc({ of: 'claim' });
      if (!refusal || !isAboutThis(refusal)) {
        const askedMs = refusal?.retryAfterMs ?? 0;
        if (askedMs > 0) await clock.wait(Math.min(askedMs, MAX_RETRY_AFTER_MS), letGo);
        throw error;
      }
      if (tries === MAX_CLAIM_TRIES) {
        const { deliveryOf } = wakeUp;
        const of = 'messageId' in deliveryOf ? deliveryOf.messageId : deliveryOf.firingId;
        numbers.claimsGivenUp.inc();
        log.error({ event: 'notifier.claim_given_up', of, tries, error: errorText(error) });
        return null;
      }
      await clock.wait(backoffMs(tries + FIRST_CLAIM_BACKOFF, random), letGo);
      if (letGo.aborted) throw error;
    }
  }
}

/** The edge is there and says itself that it fails at this: a proxy before it names no problem, and 503 means all. */
function isAboutThis({ status, code }: FeedError): boolean {
  return code !== null && status !== null && status >= SERVER_ERROR && status !== UNAVAILABLE;
}
