import type { ReportRequest } from '#core/delivery/notifier-protocol.ts';
import { backoffMs } from '../../backoff.ts';
import { errorText, FeedError } from '../../errors.ts';
import type { NotifierDeps } from './notifier-deps.ts';

// Whoever waits for this process to end, or takes its partition over, does not wait for an edge that is away.
const LET_GO_MS = 3_000;
const [UNAUTHENTICATED, FORBIDDEN] = [401, 403];

/**
 * Tells the ledger what came of a try, as often as it takes until the claim has run out. Never rejects: what could not be
 * told is found out by the ledger, which then lets the message be sent again under the same id.
 *
 * @param until when the claim is over, on the monotonic clock
 */
export async function reportTry(
  { ledger, clock, random, log, metrics }: NotifierDeps,
  request: ReportRequest,
  { untilMs, letGo }: { readonly untilMs: number; readonly letGo: AbortSignal },
): Promise<void> {
  const { messageId } = request;
  let lastMs = untilMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ledger.report(request);
      return;
    } catch (error) {
      if (letGo.aborted) lastMs = Math.min(lastMs, clock.monotonicMs() + LET_GO_MS);
      const waitMs = backoffMs(attempt, random);
      if (isRefused(error) || clock.monotonicMs() + waitMs >= lastMs) {
        log.error({ event: 'notifier.report_lost', messageId, error: errorText(error) });
        return;
      }
      metrics.retries.inc({ of: 'report' });
      log.warn({ event: 'notifier.report_retrying', messageId, attempt, waitMs, error: errorText(error) });
      await clock.wait(waitMs, letGo.aborted ? undefined : letGo);
    }
  }
}

/**
 * The claim is over, or means nothing to the edge. A token is none of that: it may be on its way to be replaced. Neither
 * is a race with others that change the same lines.
 */
function isRefused(error: unknown): boolean {
  if (!(error instanceof FeedError) || error.retriable || error.code === 'conflict') return false;
  return error.status !== UNAUTHENTICATED && error.status !== FORBIDDEN;
}
