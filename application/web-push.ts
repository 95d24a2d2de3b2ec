import { buildPushPayload } from '@block65/webcrypto-web-push';
import { isPushEndpoint } from '#core/delivery/push-host.ts';
import { PUSH_TTL_SECONDS } from '#core/delivery/push-message.ts';
import { errorText } from './background-log.ts';
import type { PushConfiguration } from './push-configuration.ts';
import type { PushAnswer, PushPort } from './push-port.ts';

export interface WebPushDeps {
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  nowMs: () => number;
}

/** Push services answer within a second; the hub rings nothing meanwhile. */
const TIMEOUT_MS = 4000;

/**
 * Web push: RFC 8030, encrypted for the browser alone (RFC 8291) and signed with our keys (RFC 8292).
 *
 * @returns null when the deployment has no keys
 */
export function createWebPush({ vapid, furtherHosts }: PushConfiguration, deps: WebPushDeps): PushPort | null {
  if (vapid === null) return null;
  const isAllowed = (endpoint: string) => isPushEndpoint(endpoint, furtherHosts);
  return {
    publicKey: vapid.publicKey,
    isAllowed,
    async send({ endpoint, keys }, { topic, message }) {
      // Looked at again: the list of hosts may have become shorter since the device was added.
      if (!isAllowed(endpoint)) return { kind: 'refused', code: null, error: 'This push service is not allowed.' };
      const options = { ttl: PUSH_TTL_SECONDS, urgency: 'high', topic } as const;
      const payload = await buildPushPayload(
        { data: message, options },
        { endpoint, expirationTime: null, keys },
        vapid,
      ).catch(() => null);
      if (payload === null) return { kind: 'refused', code: null, error: 'The keys of the device are of no use.' };
      try {
        const { headers, body } = payload;
        // A redirect would lead around the list of hosts.
        const init: RequestInit = { method: 'POST', headers, body, redirect: 'manual' };
        const answer = await deps.fetch(endpoint, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
        await answer.body?.cancel();
        return answerOf(answer, deps.nowMs());
      } catch (error) {
        return { kind: 'later', code: null, error: failureText(error), retryAfterMs: null };
      }
    },
  };
}

function answerOf({ status, headers }: Response, nowMs: number): PushAnswer {
  const error = `The push service answered ${status}.`;
  if (status >= 200 && status < 300) return { kind: 'accepted', code: status };
  if (status === 404 || status === 410) return { kind: 'gone', code: status, error };
  if (status === 429 || status >= 500 || status === 408) {
    return { kind: 'later', code: status, error, retryAfterMs: retryAfterMs(headers.get('Retry-After'), nowMs) };
  }
  return { kind: 'refused', code: status, error };
}

/** Seconds or a date (RFC 9110 §10.2.3), as ms from now; null when it is neither. */
function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}

/** An address never gets into the ledger or a log: it is a secret of the user's. */
function failureText(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'The push service did not answer in time.';
  return errorText(error).replaceAll(/https?:\S+/g, 'the endpoint');
}
