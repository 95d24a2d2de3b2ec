import { z } from 'zod';
import { PlainError } from '../local/plain-error.ts';
import { findKcat } from './ensure-kcat.ts';
import { runProgram } from './run-program.ts';

/** One line of kcat's JSON: its headers are a flat list, name and value in turn. */
const KcatRecordSchema = z.object({
  partition: z.int(),
  offset: z.int(),
  ts: z.int(),
  key: z.string().nullable(),
  payload: z.string().nullable(),
  headers: z.array(z.string().nullable()).optional(),
});

/** A record as a consumer that is not ours sees it. */
export interface ReadRecord {
  readonly partition: number;
  readonly offset: number;
  readonly timestampMs: number;
  readonly key: string | null;
  /** Null is a tombstone. */
  readonly value: string | null;
  /** Of a name that stands twice, the last value. */
  readonly headers: Readonly<Record<string, string | null>>;
}

interface ReadBackOptions {
  /** Settings of librdkafka, such as `security.protocol`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Also what was never committed, or was aborted. */
  readonly isUncommittedRead?: boolean;
}

/**
 * Everything committed on a topic, from its beginning to its end, by offset within each partition. It is read with librdkafka's kcat,
 * so that what is proven with it does not rest on the client that wrote. Call `ensureKcat` first.
 */
export async function readBack(bootstrap: string, topic: string, options: ReadBackOptions = {}): Promise<ReadRecord[]> {
  const kcat = findKcat();
  if (!kcat) throw new PlainError('kcat is missing');
  const settings = {
    'isolation.level': options.isUncommittedRead ? 'read_uncommitted' : 'read_committed',
    // Nothing here listens on ::1, which is what `localhost` means first.
    'broker.address.family': 'v4',
    // Else the last fetch of each partition waits for half a second for more to come.
    'fetch.wait.max.ms': '10',
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-X', `${name}=${value}`]);
  const out = await runProgram(kcat, [
    '-C',
    '-b',
    bootstrap,
    '-t',
    topic,
    '-o',
    'beginning',
    '-e',
    '-q',
    '-J',
    ...flags,
  ]);
  return out.split('\n').filter(Boolean).map(toRecord).sort(byPosition);
}

function toRecord(line: string): ReadRecord {
  const { partition, offset, ts, key, payload, headers = [] } = KcatRecordSchema.parse(JSON.parse(line));
  const pairs = Array.from({ length: headers.length / 2 }, (_, index) => [
    headers[2 * index],
    headers[2 * index + 1] ?? null,
  ]);
  return { partition, offset, timestampMs: ts, key, value: payload, headers: Object.fromEntries(pairs) };
}

function byPosition(a: ReadRecord, b: ReadRecord): number {
  return a.partition - b.partition || a.offset - b.offset;
}
