import { z } from 'zod';
import { ConfigError } from '../../../errors.ts';
import { parseJson } from '../../../parse-json.ts';
import type { ArchivedRecord } from '../archived-event.ts';
import type { Month } from '../chain.ts';

/** The hashes that a month's record had at a position, in hex; more than one after a restore, and then none fits all. */
export type ExpectedHashes = ReadonlyMap<number, ReadonlySet<string>>;
export type ExpectedHeads = ReadonlyMap<Month, ExpectedHashes>;

const HeadSchema = z.object({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  count: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
const HeadsLineSchema = z.object({ event: z.literal('archiver.heads'), heads: z.array(HeadSchema) });

/**
 * What the archiver's log says of the ends of chains.
 *
 * @param log JSON lines, of whatever events, and with whatever a collector put in front of each
 * @throws ConfigError when not one of them says anything
 */
export function readExpectedHeads(log: string): ExpectedHeads {
  const expected = new Map<Month, Map<number, Set<string>>>();
  for (const line of log.split('\n').filter((each) => each.includes('"archiver.heads"'))) {
    const parsed = HeadsLineSchema.safeParse(parseJson(line.slice(line.indexOf('{'))));
    if (!parsed.success) throw new ConfigError(`This line of the log is broken: ${line.slice(0, 200)}`);
    for (const { month, count, hash } of parsed.data.heads) {
      const hashes = expected.get(month) ?? new Map<number, Set<string>>();
      expected.set(month, hashes.set(count, (hashes.get(count) ?? new Set()).add(hash)));
    }
  }
  if (expected.size === 0) throw new ConfigError('The log says nothing of heads: it has no line archiver.heads.');
  return expected;
}

/** Whether a record is another than the one that was expected at its position, when one was. */
export function differsFrom(
  expected: ExpectedHashes,
  { position, hash }: Pick<ArchivedRecord, 'position' | 'hash'>,
): boolean {
  const hashes = expected.get(position);
  return hashes !== undefined && [...hashes].some((each) => each !== hash.toString('hex'));
}

/** How many records a month must have at least. */
export function lastOf(expected: ExpectedHashes): number {
  return Math.max(0, ...expected.keys());
}
