import { Kafka } from '@upstash/kafka';
import { z } from 'zod';
import type { SinkRecord } from '#core/feed/sink-record.ts';
import type { MirrorConfiguration } from './mirror-configuration.ts';
import { type MirrorSink, RecordsRefused, SinkUnavailable } from './mirror-port.ts';

type Fetch = (address: string, init: RequestInit) => Promise<Response>;
type Target = Pick<MirrorConfiguration, 'url' | 'username' | 'password' | 'topicPrefix'>;

/** Too large, or not understood: the same will be refused again. */
const NEVER_TAKEN: ReadonlySet<number> = new Set([400, 413, 422]);

const AnswersSchema = z.array(z.looseObject({ topic: z.string(), offset: z.number() }));
const ErrorSchema = z.looseObject({ error: z.string() });

/**
 * Upstash's REST API for Kafka, which the ingress of the bridge speaks too.
 *
 * What it cannot do: fence. There are no transactions and no producer epochs over REST, so the lease decides when a call is
 * begun, and nothing decides when it is written. One that was given up may be written after its repetition, and after what
 * another mirror wrote since. Readers that drop known ids see no difference. `task-updates` may be left with an older state
 * of a task until it changes again, or a resync. One ingress writes calls in the order in which they came, and gives
 * each up before the lease it came under is over (docs/bridge, Exceptions).
 */
export function createUpstashSink(target: Target, { fetch }: { fetch: Fetch }): MirrorSink {
  return {
    async publish(records, timeoutMs) {
      const producer = new Kafka(target).producer();
      // The client's own requests are repeated for a quarter of a minute, whatever went wrong, and wait for ever for an
      // answer: longer than a lease. Here a request is one try with an end; what comes after is decided under the lease.
      Object.assign(producer, { client: onceClient(target, fetch, timeoutMs) });
      const answers = AnswersSchema.safeParse(await producer.produceMany(records.map(toMessage(target.topicPrefix))));
      // Some other server that answers 200 has not taken anything.
      if (!answers.success || answers.data.length !== records.length)
        throw new SinkUnavailable('the answer is not that of a produce call');
    },
  };
}

function toMessage(prefix: string) {
  return ({ topic, key, body, contentType, headers }: SinkRecord) => ({
    topic: `${prefix}${topic}`,
    key,
    // Left out of the request: a tombstone. The client makes the text "null" of null.
    value: body ?? undefined,
    headers: Object.entries({ 'content-type': contentType, ...headers }).map(([name, value]) => ({ key: name, value })),
  });
}

/** What the producer asks of its client. */
function onceClient({ url, username, password }: Target, fetch: Fetch, timeoutMs: number) {
  // As UTF-8 (RFC 7617), which btoa alone does not know.
  const login = btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)));
  return {
    async post({ path, body }: { path: string[]; body?: unknown }): Promise<unknown> {
      const response = await fetch([url, ...path].join('/'), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${login}` },
        body: JSON.stringify(body),
        // Elsewhere nobody is meant to see the password.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      if (response.ok) return parseJson(text);
      const said = ErrorSchema.safeParse(parseJson(text));
      const message = `the sink answered ${response.status}${said.success ? `: ${said.data.error}` : ''}`;
      throw NEVER_TAKEN.has(response.status) ? new RecordsRefused(message) : new SinkUnavailable(message);
    },
  };
}

/** @returns undefined for what is no JSON */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
