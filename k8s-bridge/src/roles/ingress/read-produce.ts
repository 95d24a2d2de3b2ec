import { z } from 'zod';
import { EVENT_CONTENT_TYPE } from '#core/feed/to-records.ts';
import { TOPICS } from '#core/feed/topics.ts';
import type { SinkRecord } from '../../sinks/event-sink.ts';

/** A produce call as records; or why it is none. */
export type ReadProduce =
  | { readonly records: readonly SinkRecord[]; readonly wrong: null }
  | { readonly records: null; readonly wrong: string };

export const MAX_MESSAGES = 1000;
const CONTENT_TYPE = 'content-type';

// As the client of Upstash sends it (ProduceRequest of its types).
const MessageSchema = z.object({
  topic: z.enum(TOPICS),
  key: z.string('is missing: order is kept for each key').min(1),
  // Left out, as the client does with undefined, or null: a tombstone.
  value: z.string().nullable().default(null),
  headers: z.array(z.object({ key: z.string().min(1), value: z.string() })).default([]),
  partition: z.undefined('is not taken: the key decides').optional(),
});
const ProduceSchema = z.union([
  z.array(MessageSchema).min(1).max(MAX_MESSAGES),
  MessageSchema.transform((one) => [one]),
]);
const ObjectsSchema = z.union([z.array(z.looseObject({})), z.looseObject({})]);

/**
 * Reads the body of a produce call: one message, or many. A time of the client's is not kept; the broker sets its own.
 *
 * @param topic of all of them, where the address names it; null when each does
 */
export function readProduce(body: unknown, topic: string | null): ReadProduce {
  const parsed = ProduceSchema.safeParse(topic === null ? body : withTopic(body, topic));
  if (!parsed.success) return { records: null, wrong: wrongOf(parsed.error) };
  const tombstone = parsed.data.find((message) => message.value === null && message.topic !== 'task-updates');
  if (tombstone) return { records: null, wrong: `value is missing: ${tombstone.topic} has no tombstones` };
  return { records: parsed.data.map(toRecord), wrong: null };
}

function withTopic(body: unknown, topic: string): unknown {
  const objects = ObjectsSchema.safeParse(body);
  if (!objects.success) return body;
  return Array.isArray(objects.data) ? objects.data.map((one) => ({ ...one, topic })) : { ...objects.data, topic };
}

function toRecord({ topic, key, value, headers }: z.output<typeof MessageSchema>): SinkRecord {
  const named = headers.map(({ key: name, value: text }): [string, string] => [name.toLowerCase(), text]);
  const { [CONTENT_TYPE]: contentType = EVENT_CONTENT_TYPE, ...others } = Object.fromEntries(named);
  return { topic, key, body: value, contentType, headers: others };
}

/** The first thing that is wrong, and where. */
function wrongOf(error: z.ZodError): string {
  const [issue] = error.issues.flatMap((each) => (each.code === 'invalid_union' ? deepest(each.errors) : [each]));
  const path = issue?.path.map(String).join('.') ?? '';
  return `${path || 'the body'} ${issue?.message ?? 'is not understood'}`;
}

/** Of the ways to read it, the one that got furthest. */
function deepest(ways: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  return ways.toSorted((a, b) => (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0))[0] ?? [];
}
