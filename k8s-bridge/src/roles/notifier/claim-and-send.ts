import type { OutsideChannel } from '#core/delivery/delivery-notice.ts';
import { CLAIM_TTL_MS, type TryOutcome } from '#core/delivery/notifier-protocol.ts';
import { toEpochMs } from '#core/instant.ts';
import { errorText } from '../../errors.ts';
import type { Grant, ReadClaimed } from './ledger.ts';
import type { NotifierDeps } from './notifier-deps.ts';
import type { WakeUp } from './read-wake-up.ts';
import { reportTry } from './report-try.ts';
import { scheduledAtOf } from './scheduled-at.ts';

/** As long as a try takes at most: one is begun only when its claim surely lasts that long. */
const TRY_MAX_MS: Readonly<Record<OutsideChannel, number>> = { email: 102_000, webhook: 65_000 };

/**
 * Claims what a wake-up is about, tries each message that was granted once, and reports what came of it.
 *
 * @returns once the claim was answered, with what resolves when the tries are over; that never rejects
 * @throws FeedError when the claim was not answered: nothing is tried then
 */
export async function claimAndSend(
  deps: NotifierDeps,
  wakeUp: WakeUp,
  letGo: AbortSignal,
): Promise<{ readonly tried: Promise<void> }> {
  const { ledger, clock, log, consumer } = deps;
  const askedMs = clock.monotonicMs();
  const { messages, unreadable } = await ledger.claim({ consumer, ...wakeUp });
  if (unreadable > 0) log.error({ event: 'notifier.message_unreadable', count: unreadable });
  for (const message of messages) noteClaim(deps, message);
  const grants = messages.filter((message): message is Grant => message.outcome === 'granted');
  // Counted here, from before the question: the clock of the edge is not ours, and this process may have slept since.
  const claim = { userId: wakeUp.userId, untilMs: askedMs + CLAIM_TTL_MS };
  const tries = grants.map((grant) =>
    tryOnce(deps, grant, claim, letGo).catch((error: unknown) => {
      // A defect. The claim runs out, and the ledger asks again.
      log.error({ event: 'notifier.broke', messageId: grant.messageId, error: errorText(error) });
    }),
  );
  return { tried: Promise.all(tries).then(() => undefined) };
}

interface Claim {
  readonly userId: string;
  readonly untilMs: number;
}

async function tryOnce(deps: NotifierDeps, grant: Grant, claim: Claim, letGo: AbortSignal): Promise<void> {
  const { clock, log } = deps;
  const { messageId, channel } = grant;
  const startedMs = clock.monotonicMs();
  if (claim.untilMs - startedMs < TRY_MAX_MS[channel]) {
    log.warn({ event: 'notifier.claim_expired', messageId, channel });
    return;
  }
  const outcome = await send(deps, grant);
  const durationMs = Math.round(clock.monotonicMs() - startedMs);
  noteTry(deps, grant, outcome, durationMs);
  await reportTry(
    deps,
    { userId: claim.userId, messageId, claim: grant.claim, outcome: { ...outcome, durationMs } },
    { untilMs: claim.untilMs, letGo },
  );
}

async function send({ senders }: NotifierDeps, grant: Grant): Promise<TryOutcome> {
  const outcome = grant.channel === 'email' ? senders.email?.(grant) : senders.webhook?.(grant);
  // The edge grants only what was asked for.
  if (!outcome) throw new Error(`${grant.channel} was granted and is not configured`);
  return await outcome;
}

function noteClaim({ numbers }: NotifierDeps, { outcome, channel, ...message }: ReadClaimed): void {
  const reason = 'reason' in message ? (message.reason ?? '') : '';
  numbers.claims.inc({ channel, outcome, reason });
}

function noteTry(
  { clock, log, metrics, numbers }: NotifierDeps,
  grant: Grant,
  outcome: TryOutcome,
  durationMs: number,
): void {
  const { messageId, channel, attempt } = grant;
  const error = outcome.kind === 'sent' ? null : outcome.error;
  const { kind, code } = outcome;
  numbers.tries.inc({ channel, outcome: kind });
  if (attempt > 1) metrics.retries.inc({ of: channel });
  const scheduledAt = kind === 'sent' ? scheduledAtOf(grant) : null;
  if (scheduledAt !== null) {
    const afterMs = Math.max(0, clock.nowMs() - toEpochMs(scheduledAt));
    numbers.reminderToDelivery.observe({ channel }, afterMs / 1000);
  }
  const write = kind === 'sent' ? log.info : log.warn;
  write({ event: 'notifier.tried', messageId, channel, attempt, outcome: kind, code, durationMs, error });
}
