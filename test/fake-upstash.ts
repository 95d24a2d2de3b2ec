import { z } from 'zod';
import type { Topic } from '#core/feed/topics.ts';

const MessagesSchema = z.array(
  z.strictObject({
    topic: z.string(),
    key: z.string(),
    /** Missing: a tombstone. */
    value: z.string().optional(),
    headers: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  }),
);
export type ProducedMessage = z.infer<typeof MessagesSchema>[number];

/** What happens to a call: its answer after it was written, or in place of that. */
export type Fault = 'lost answer' | 'away' | 'busy' | 'refused' | 'stranger';

/** The produce call of Upstash Kafka, in memory, with the faults a test wants. */
export function newFakeUpstash() {
  const written: ProducedMessage[] = [];
  const faults: Fault[] = [];
  const calls: { address: string; authorization: string | null; messages: ProducedMessage[] }[] = [];
  let onCall: (messages: readonly ProducedMessage[]) => Fault | null | Promise<Fault | null> = () => null;
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const request = new Request(address, init);
    const messages = MessagesSchema.parse(await request.json());
    calls.push({ address, authorization: request.headers.get('authorization'), messages });
    const fault = faults.shift() ?? (await onCall(messages));
    if (fault === 'away') throw new TypeError('fetch failed');
    if (fault === 'busy') return Response.json({ error: 'The broker does not answer.', status: 503 }, { status: 503 });
    if (fault === 'refused') return Response.json({ error: 'Never.', status: 400 }, { status: 400 });
    if (fault === 'stranger') return new Response('<html>Welcome</html>', { status: 200 });
    written.push(...messages);
    if (fault === 'lost answer') throw new TypeError('the connection broke');
    return Response.json(messages.map(({ topic }) => ({ topic, partition: -1, offset: -1, timestamp: 0 })));
  };
  return {
    fetch,
    calls,
    written,
    /** What happens to the next calls, in turn. */
    fail: (...next: Fault[]) => void faults.push(...next),
    /** What happens to every call behind those. */
    answerBy: (decide: typeof onCall) => {
      onCall = decide;
    },
    /** What was written to a topic under a key, oldest first. */
    on: (topic: Topic, key: string) => written.filter((each) => each.topic === topic && each.key === key),
  };
}
