import { z } from 'zod';
import { topicOf } from '#core/feed/topics.ts';
import type { ReadRecord } from '../../../scripts/cluster/read-back.ts';
import type { SentEvent } from './edge-database.ts';

export type ReadTopics = ReadonlyMap<string, readonly Pick<ReadRecord, 'partition' | 'offset' | 'key' | 'value'>[]>;

const ReceivedSchema = z.looseObject({ id: z.string(), sequence: z.string(), userid: z.string() });
const TOLD = 5;

/** What is wrong with the topics: nothing, when all that was sent has arrived once known ids are dropped, in order for each key. */
export function checkTopics(sent: readonly SentEvent[], topics: ReadTopics): string[] {
  const findings: string[] = [];
  for (const [topic, records] of topics) {
    const wanted = new Map(sent.filter(({ type }) => topicOf(type) === topic).map((event) => [event.id, event]));
    const seen = new Set<string>();
    const strangers: string[] = [];
    const lastOf = new Map<string | null, number>();
    for (const { key, value } of records) {
      const { id, sequence, userid } = ReceivedSchema.parse(JSON.parse(value ?? 'null'));
      if (seen.has(id)) continue;
      seen.add(id);
      const event = wanted.get(id);
      if (!event || event.seq !== Number(sequence) || event.userId !== userid || userid !== key) {
        strangers.push(id);
        continue;
      }
      const last = lastOf.get(key) ?? 0;
      if (event.seq < last) findings.push(`${topic}: ${id} (${event.seq}) of ${key} came after ${last}`);
      lastOf.set(key, Math.max(last, event.seq));
    }
    const missing = [...wanted.keys()].filter((id) => !seen.has(id));
    if (missing.length > 0) findings.push(`${topic}: ${missing.length} of ${wanted.size} missing: ${some(missing)}`);
    if (strangers.length > 0) findings.push(`${topic}: ${strangers.length} that nobody sent so: ${some(strangers)}`);
  }
  return findings;
}

export function some(ids: readonly string[]): string {
  return ids.slice(0, TOLD).join(', ') + (ids.length > TOLD ? ', …' : '');
}
