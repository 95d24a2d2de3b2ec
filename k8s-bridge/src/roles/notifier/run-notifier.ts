import { errorText, FeedError } from '../../errors.ts';
import type { SourceRecord, Verdict } from '../../sources/event-source.ts';
import { claimAndSend } from './claim-and-send.ts';
import type { NotifierDeps } from './notifier-deps.ts';
import { readWakeUp, type WakeUp } from './read-wake-up.ts';
import { newSlowTries, type SlowTries } from './slow-tries.ts';

const GROUP = 'carillon-notifier-v1';
const [INVALID, UNAUTHENTICATED, FORBIDDEN, UNPROCESSABLE] = [400, 401, 403, 422];

/**
 * Sends what the topic `reminders` wakes it for, until `signal` is aborted.
 *
 * The topic only wakes: what is to be sent, whether it still is, when it is tried again and when it is given up stands in
 * the ledger of the edge. So a record is done when its claims have been asked for and their tries were made, or take long,
 * whatever comes of them: no message holds up those behind it. One is retried only while the edge does not answer
 * claims. A message goes out once, but for a crash between its sending and its report: then the claim runs out, the edge
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
 * @returns why the edge cannot read the wake-up either; null when it could
 * @throws FeedError while the edge answers no claims
 */
async function wake(deps: NotifierDeps, slow: SlowTries, wakeUp: WakeUp, letGo: AbortSignal): Promise<string | null> {
  const { state, metrics } = deps;
  try {
    const { tried } = await claimAndSend(deps, wakeUp, letGo);
    state.refusal = null;
    await slow.waitFor(tried);
    return null;
  } catch (error) {
    const status = error instanceof FeedError ? error.status : null;
    if (status === INVALID || status === UNPROCESSABLE) return errorText(error);
    // Said by the readiness, as no later record fares better than this one.
    state.refusal = status === UNAUTHENTICATED || status === FORBIDDEN ? errorText(error) : null;
    metrics.retries.inc({ of: 'claim' });
    throw error;
  }
}
