import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archiveEvents, toArchivable } from '../../../../test/archive-events.ts';
import type { ArchivedRecord } from '../archived-event.ts';
import type { ChainHead } from '../chain.ts';
import { extendChains } from '../extend-chains.ts';
import { type ChainProblem, type CheckedRecord, newChainCheck } from './chain-check.ts';

const MONTH = '2026-11';
const LENGTH = 12;
const SEED = { seed: 5, numRuns: 300 };

const written = extendChains(archiveEvents(LENGTH).map(toArchivable), {
  heads: new Map(),
  erased: new Set(),
  archivedAt: '2026-11-21T12:00:00.000Z',
});
const head = written.heads.get(MONTH) ?? { count: 0, hash: Buffer.alloc(0) };

/** Follows the chain as `verify-archive` does: by position. */
function check(records: readonly (ArchivedRecord & Partial<CheckedRecord>)[], end: ChainHead | null = head) {
  const chain = newChainCheck(MONTH);
  for (const record of records.toSorted((a, b) => a.position - b.position)) {
    const problem = chain.add({ isUserErased: false, ...record });
    if (problem) return problem;
  }
  return chain.end(end);
}

function replaced(index: number, change: (record: ArchivedRecord) => ArchivedRecord): ArchivedRecord[] {
  return written.records.map((record, at) => (at === index ? change(record) : record));
}

const flip = (bytes: Buffer, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
  return copy;
};
// A flipped bit may leave no valid UTF-8, which no text column holds: the last one of a character is always safe.
const flipText = (text: string, bit: number): string => {
  const at = bit % text.length;
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
};

/** Every column of a record, altered by a bit. */
const alterations: Record<string, (record: ArchivedRecord, bit: number) => ArchivedRecord> = {
  ...Object.fromEntries(
    (
      ['source', 'id', 'type', 'subject', 'userId', 'time', 'epoch', 'correlationId', 'actorKind', 'topic'] as const
    ).map((name) => [
      name,
      (record: ArchivedRecord, bit: number) => ({
        ...record,
        facts: { ...record.facts, [name]: flipText(record.facts[name], bit) },
      }),
    ]),
  ),
  ...Object.fromEntries(
    (['typeVersion', 'sequence', 'aggregateVersion'] as const).map((name) => [
      name,
      (record: ArchivedRecord, bit: number) => ({
        ...record,
        facts: { ...record.facts, [name]: record.facts[name] ^ (1 << (bit % 30)) },
      }),
    ]),
  ),
  trace: (record) => ({ ...record, facts: { ...record.facts, trace: '' } }),
  archivedAt: (record, bit) => ({ ...record, archivedAt: flipText(record.archivedAt, bit) }),
  payload: (record, bit) => ({
    ...record,
    content: record.content && { ...record.content, payload: flipText(record.content.payload, bit) },
  }),
  actorClient: (record, bit) => ({
    ...record,
    content: record.content && { ...record.content, actorClient: flipText(record.content.actorClient, bit) },
  }),
  digest: (record, bit) => ({ ...record, digest: flip(record.digest, bit) }),
  previous: (record, bit) => ({ ...record, previous: flip(record.previous, bit) }),
  hash: (record, bit) => ({ ...record, hash: flip(record.hash, bit) }),
};

const indexes = fc.nat(LENGTH - 1);

describe('a chain', () => {
  test('AR4 as it was written holds to its head', () => {
    expect(check(written.records)).toBeNull();
  });

  test('AR4 names the record in which any bit of any column was altered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(alterations)), indexes, fc.nat(10_000), (name, index, bit) => {
        const problem = check(replaced(index, (record) => alterations[name]?.(record, bit) ?? record));
        expect(problem, name).toMatchObject({ month: MONTH, position: index + 1 });
      }),
      SEED,
    );
  });

  test('AR4 names the first of records whose places were changed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(indexes, { minLength: 2, maxLength: 2 }), ([a = 0, b = 1]) => {
        const [first, second] = [Math.min(a, b), Math.max(a, b)];
        const swapped = written.records.map((record, at) => {
          if (at === first) return { ...record, position: second + 1 };
          return at === second ? { ...record, position: first + 1 } : record;
        });
        expect(check(swapped)).toMatchObject({ position: first + 1, what: 'link broken' });
      }),
      SEED,
    );
  });

  test('AR4 names the place from which a record was taken, at the end as well', () => {
    for (let index = 0; index < LENGTH; index += 1) {
      expect(check(written.records.toSpliced(index, 1))).toEqual({
        month: MONTH,
        position: index + 1,
        id: null,
        what: 'record missing',
      });
    }
    expect(check([])).toMatchObject({ position: 1, what: 'record missing' });
  });

  test('AR4 names a record that was put in beside or behind others', () => {
    const [first, ...rest] = written.records;
    const last = rest.at(-1);
    if (!first || !last) throw new Error('the chain is too short for this test');
    expect(check([...written.records, first])).toMatchObject({ position: 1, what: 'position taken twice' });
    const more = extendChains(
      archiveEvents(LENGTH + 1)
        .map(toArchivable)
        .slice(LENGTH),
      {
        heads: written.heads,
        erased: new Set(),
        archivedAt: '2026-11-21T12:00:00.000Z',
      },
    );
    expect(check([...written.records, ...more.records])).toMatchObject({ position: LENGTH + 1, what: 'head differs' });
  });

  test('AR4 tells when its head is gone or another one', () => {
    expect(check(written.records, null)).toMatchObject({ what: 'head missing' });
    expect(check(written.records, { ...head, hash: flip(head.hash, 3) })).toMatchObject({ what: 'head differs' });
    expect(newChainCheck(MONTH).end(null)).toBeNull();
  });

  test('AR14 tells a chain that was written anew, head and all, from the one that the log knows', () => {
    const hashAt = (position: number) => new Set([written.records[position - 1]?.hash.toString('hex') ?? '']);
    const known = new Map([4, LENGTH].map((position) => [position, hashAt(position)]));
    const archivedAt = '2026-11-22T12:00:00.000Z';
    const anew = extendChains(archiveEvents(LENGTH).map(toArchivable), {
      heads: new Map(),
      erased: new Set(),
      archivedAt,
    });
    const checkKnown = ({ records, heads }: ReturnType<typeof extendChains>) => {
      const chain = newChainCheck(MONTH, known);
      for (const record of records) {
        const problem = chain.add({ isUserErased: false, ...record });
        if (problem) return problem;
      }
      return chain.end(heads.get(MONTH) ?? null);
    };
    expect(checkKnown(written)).toBeNull();
    expect(checkKnown(anew)).toMatchObject({ position: 4, what: 'log differs' });
    const records = written.records.slice(0, -1);
    const { position: count, hash } = records.at(-1) ?? { position: 0, hash: Buffer.alloc(0) };
    const short = { records, heads: new Map([[MONTH, { count, hash }]]) };
    expect(checkKnown(short)).toMatchObject({ position: LENGTH, what: 'record missing' });
    expect(newChainCheck(MONTH, known).end(null)).toMatchObject({ position: 1, what: 'record missing' });
  });

  test('AR5 holds without the content of erased accounts, and names a record that was blanked for no such reason', () => {
    const blank = (record: ArchivedRecord): ArchivedRecord => ({ ...record, content: null });
    expect(check(replaced(4, blank).map((record) => ({ ...record, isUserErased: record.position === 5 })))).toBeNull();
    expect(check(replaced(4, blank))).toMatchObject({
      position: 5,
      what: 'payload removed',
    } satisfies Partial<ChainProblem>);
  });

  test('AR4 of a month begins elsewhere than that of another, so that records cannot move between them', () => {
    const other = newChainCheck('2026-12');
    const [first] = written.records;
    if (!first) throw new Error('no record');
    expect(other.add({ ...first, isUserErased: false })).toMatchObject({ position: 1, what: 'link broken' });
  });
});
