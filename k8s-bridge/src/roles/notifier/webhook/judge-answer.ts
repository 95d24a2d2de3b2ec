import type { TryOutcome } from '#core/delivery/notifier-protocol.ts';
import { retryAfterMs } from '../../../http/retry-after.ts';

/** What an endpoint said, as far as it was read. */
export interface EndpointAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The beginning of the body. */
  readonly text: string;
}

const GONE = 410;
/** Those that say that it is too much, or not now (Standard Webhooks, RFC 9110). */
const WAITING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** What came of a call, as Standard Webhooks has it: 2xx is taken, 410 wants no more, all else is tried again. */
export function judgeAnswer({ status, retryAfter, text }: EndpointAnswer, nowMs: number): TryOutcome {
  const said = { code: status, durationMs: null, answer: text };
  if (status >= 200 && status < 300) return { kind: 'sent', ...said };
  if (status === GONE) return { kind: 'gone', ...said, error: 'The endpoint answered 410: it wants no more calls.' };
  const error =
    status >= 300 && status < 400
      ? `The endpoint answered ${status}: redirects are not followed.`
      : `The endpoint answered ${status}.`;
  return {
    kind: 'failed',
    ...said,
    error,
    retryAfterMs: WAITING.has(status) ? retryAfterMs(retryAfter, nowMs) : null,
  };
}
