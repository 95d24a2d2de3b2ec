import { z } from 'zod';
import { type Instant, toInstant } from '#core/instant.ts';
import type { ArchiveClient, ArchiveDatabase } from '../archive-database.ts';
import type { ChainHead, Month } from '../chain.ts';
import { findHeads } from '../chain-heads.ts';
import { boundsOf } from '../month-partition.ts';
import { RECORD_COLUMNS, RecordRowSchema, toRecord } from '../record-row.ts';
import { type ChainProblem, type CheckedRecord, newChainCheck } from './chain-check.ts';
import { type Anchor, checkDropped } from './check-dropped.ts';
import type { ExpectedHashes } from './expected-heads.ts';

export interface MonthReport {
  readonly month: Month;
  /** How far the chain is as it was written; of a month that was dropped, how far it was. */
  readonly head: ChainHead;
  /** Null for a month that is there. */
  readonly droppedAt: Instant | null;
  readonly problem: ChainProblem | null;
}

const RECORDS_AT_ONCE = 1_000;
const AnchorsSchema = z.array(
  z.object({
    count: z.coerce.number(),
    hash: z.instanceof(Buffer),
    droppedAt: z.date().transform((date): Instant => toInstant(date.getTime())),
  }),
);
const CheckedRowsSchema = z.array(RecordRowSchema.extend({ is_user_erased: z.boolean() }));

export interface MonthParts {
  /** How long months are kept: what else is gone was not dropped by the archiver. */
  readonly keepDays: number;
  readonly nowMs: number;
  /** What the log says of the month. */
  readonly expected: ExpectedHashes;
}

/** Follows the chain of a month, as it stands at one moment while archiving goes on. Holds few records at a time. */
export async function verifyMonth(database: ArchiveDatabase, month: Month, parts: MonthParts): Promise<MonthReport> {
  return await database.transaction(
    async (client) => {
      // Before the first question, so that no month is dropped between two of them.
      await client.query('LOCK TABLE ONLY events IN ACCESS SHARE MODE');
      const head = (await findHeads(client, [month])).get(month) ?? null;
      const anchor = await findAnchor(client, month);
      if (anchor !== null) {
        const { count, hash, droppedAt } = anchor;
        const isThere = head !== null || (await recordsOf(client, month).next()).done !== true;
        const problem = checkDropped(month, { ...parts, anchor, isThere });
        return { month, head: { count, hash }, droppedAt, problem };
      }
      const check = newChainCheck(month, parts.expected);
      for await (const record of recordsOf(client, month)) {
        const problem = check.add(record);
        if (problem) return { month, head: check.head(), droppedAt: null, problem };
      }
      return { month, head: check.head(), droppedAt: null, problem: check.end(head) };
    },
    { isReadOnly: true },
  );
}

async function findAnchor(client: ArchiveClient, month: Month): Promise<Anchor | null> {
  const { rows } = await client.query(
    'SELECT count, hash, dropped_at AS "droppedAt" FROM archive_anchors WHERE month = $1',
    [month],
  );
  return AnchorsSchema.parse(rows)[0] ?? null;
}

/** By position, and of two at one position the same one first every time. */
async function* recordsOf(client: ArchiveClient, month: Month): AsyncGenerator<CheckedRecord> {
  const { from, to } = boundsOf(month);
  // A cursor takes no parameters; these come from a month that has been parsed.
  await client.query(
    `DECLARE records NO SCROLL CURSOR FOR
     SELECT ${RECORD_COLUMNS}, EXISTS (SELECT 1 FROM erased_users WHERE erased_users.user_id = events.user_id) AS is_user_erased
       FROM events WHERE events.time >= '${from}' AND events.time < '${to}' ORDER BY position, id, source`,
  );
  for (;;) {
    const { rows } = await client.query(`FETCH ${RECORDS_AT_ONCE} FROM records`);
    for (const { is_user_erased: isUserErased, ...row } of CheckedRowsSchema.parse(rows)) {
      yield { ...toRecord(row), isUserErased };
    }
    if (rows.length < RECORDS_AT_ONCE) return;
  }
}
