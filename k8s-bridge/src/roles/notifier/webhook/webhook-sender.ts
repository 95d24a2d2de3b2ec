import type { TryOutcome } from '#core/delivery/notifier-protocol.ts';
import { plainError } from '#core/delivery/plain-error.ts';
import { signWebhook } from '#core/delivery/sign-webhook.ts';
import { refuseWebhookUrl, type WebhookAllowances } from '#core/delivery/webhook-url.ts';
import type { Clock } from '../../../clock.ts';
import { errorText } from '../../../errors.ts';
import type { WebhookGrant } from '../ledger.ts';
import { newHostPlaces } from './host-places.ts';
import { type EndpointAnswer, judgeAnswer } from './judge-answer.ts';
import { postOnce } from './post-once.ts';
import { AddressRefused, type Resolve, resolvePublic } from './resolve-public.ts';
import { newSlowEndpoints } from './slow-endpoints.ts';

interface WebhookSenderOptions {
  readonly allowances: WebhookAllowances;
  /** The host of the edge, which must not be made to call itself. */
  readonly ownHost: string | null;
  readonly resolve: Resolve;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
  /** Whom to trust; the public authorities when undefined. */
  readonly ca: () => Promise<readonly string[] | undefined>;
  readonly timeoutMs?: number;
  readonly hosts?: Parameters<typeof newHostPlaces>[0];
}

const TIMEOUT_MS = 20_000;
const RESTING = 'The endpoint did not answer in time a moment ago.';
/** Many reminders at once are over before somebody has waited so long, if their endpoint answers in half a second. */
const HOSTS = { max: 5, waitMs: 5_000 };

/**
 * Calls webhooks, as Standard Webhooks has it. Users bring the addresses, and this program stands where much can be
 * reached that they cannot reach: so the text of an address is looked at once more, then all that its name stands for,
 * and the call goes to just those.
 *
 * @returns makes one call; it never rejects
 */
export function webhookSender(options: WebhookSenderOptions): (grant: WebhookGrant) => Promise<TryOutcome> {
  const { allowances, ownHost, clock, timeoutMs = TIMEOUT_MS, hosts = HOSTS } = options;
  const places = newHostPlaces(hosts);
  const slow = newSlowEndpoints(clock);
  return async (grant) => {
    const refusal = refuseWebhookUrl(grant.url, allowances, ownHost);
    if (refusal !== null) return { kind: 'refused', ...nothing(), error: `The address ${refusal}.` };
    if (slow.isResting(grant.url)) return failed(RESTING);
    const leave = await places.take(new URL(grant.url).host);
    if (leave === null) return failed('Too many calls to its host were under way.');
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      // Those that were let in before have found out meanwhile.
      if (slow.isResting(grant.url)) return failed(RESTING);
      const answer = await call(options, grant, signal);
      slow.answered(grant.url);
      return judgeAnswer(answer, clock.nowMs());
    } catch (error) {
      if (error instanceof AddressRefused) return failed(error.message);
      if (!signal.aborted) return failed(plainError(errorText(firstOf(error))));
      slow.hung(grant.url);
      return failed(`The endpoint did not answer within ${timeoutMs / 1000} s.`);
    } finally {
      leave();
    }
  };
}

async function call(
  { allowances, resolve, clock, ca }: WebhookSenderOptions,
  { messageId, url: text, secrets, body }: WebhookGrant,
  signal: AbortSignal,
): Promise<EndpointAnswer> {
  const url = new URL(text);
  const isNamed = allowances.includes(url.hostname) || allowances.includes(url.host);
  const resolving = resolvePublic(url.hostname, { resolve, allowed: isNamed ? null : allowances });
  const addresses = await orAborted(resolving, signal);
  const timestampSeconds = Math.floor(clock.nowMs() / 1000);
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Carillon-Webhooks/1',
    ...signWebhook({ id: messageId, timestampSeconds, body }, secrets),
  };
  return await postOnce({ url, addresses, headers, body, ca: await ca(), signal });
}

/** A resolver cannot be stopped: it is left alone when its time is over. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Of several addresses that were tried at once, the error of the first says enough. */
function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? (error.errors[0] ?? error) : error;
}

function nothing() {
  return { code: null, durationMs: null, answer: null };
}

function failed(error: string): TryOutcome {
  return { kind: 'failed', ...nothing(), error, retryAfterMs: null };
}
