import { z } from 'zod';
import type { Secret } from '../config/secret.ts';
import { errorText, FeedError } from '../errors.ts';
import { retryAfterMs } from '../http/retry-after.ts';
import { parseJson } from '../parse-json.ts';
import type { Feed } from './feed.ts';
import { RawFeedPageSchema, RawSnapshotPageSchema, ReadLeaseSchema, ReadStatusSchema } from './feed-pages.ts';

export interface FeedClientOptions {
  readonly origin: string;
  readonly token: Secret;
  readonly fetch: typeof fetch;
}

/** One request to the edge with the service token; `body` is sent as JSON with POST. */
export type AskEdge = <Schema extends z.ZodType>(
  path: string,
  answer: Schema,
  options?: { readonly body?: unknown; readonly timeoutMs?: number },
) => Promise<z.output<Schema>>;

// Shorter than a third of a lease: a request that hangs must not cost it.
const TIMEOUT_MS = 5_000;
const ProblemSchema = z.object({ code: z.string(), detail: z.string(), retriable: z.boolean().optional() });
const SERVER_ERROR = 500;

/** Everything the bridge asks the edge goes through here: timeouts, the token as it is now, and errors that know whether to try again. */
export function askEdge({ origin, token, fetch }: FeedClientOptions): AskEdge {
  return async (path, answerSchema, { body, timeoutMs = TIMEOUT_MS } = {}) => {
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(new URL(path, origin), {
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
        headers: { authorization: `Bearer ${await token.read()}`, 'content-type': 'application/json' },
        // A redirect would carry the token elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await answer.text();
    } catch (error) {
      throw new FeedError(`the edge does not answer: ${errorText(error)}`, {
        retriable: true,
        status: null,
        code: null,
      });
    }
    const value = parseJson(text);
    const { status } = answer;
    if (!answer.ok) {
      const problem = ProblemSchema.safeParse(value).data ?? null;
      const retriable = status >= SERVER_ERROR || status === 429 || status === 408;
      throw new FeedError(`the edge answered ${status}: ${problem?.detail ?? 'nothing that is understood here'}`, {
        retriable,
        status,
        code: problem?.code ?? null,
        retryAfterMs: retryAfterMs(answer.headers.get('retry-after') ?? undefined, Date.now()),
      });
    }
    const parsed = answerSchema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new FeedError(
      `the edge answered ${path.split('?')[0]} with something else: ${z.prettifyError(parsed.error)}`,
      {
        retriable: true,
        status,
        code: null,
        cause: parsed.error,
      },
    );
  };
}

export function feedClient(options: FeedClientOptions): Feed {
  const ask = askEdge(options);
  return {
    lease: (request) => ask('/feed/lease', ReadLeaseSchema, { body: request }),
    release: async (request) => {
      // Answered without a body.
      await ask('/feed/release', z.undefined(), { body: request });
    },
    events: ({ consumer, after, limit, lease }) =>
      ask(`/feed/events?${query({ consumer, after, limit, lease })}`, RawFeedPageSchema),
    snapshot: ({ consumer, lease, after, limit }) =>
      ask(`/feed/snapshot?${query({ consumer, lease, after: after ?? undefined, limit })}`, RawSnapshotPageSchema),
    status: () => ask('/feed/status', ReadStatusSchema),
  };
}

function query(parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
