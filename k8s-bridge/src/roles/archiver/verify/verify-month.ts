import { z } from 'zod';
import type { ArchiveClient, ArchiveDatabase } from '../archive-database.ts';
import type { ChainHead, Month } from '../chain.ts';
import { findHeads } from '../chain-heads.ts';
import { boundsOf } from '../month-partition.ts';
import { RECORD_COLUMNS, RecordRowSchema, toRecord } from '../record-row.ts';
import { type ChainProblem, type CheckedRecord, newChainCheck } from './chain-check.ts';

export interface MonthReport {
  readonly month: Month;
  /** How far the chain is as it was written. */
  readonly head: ChainHead;
  readonly problem: ChainProblem | null;
}

const RECORDS_AT_ONCE = 1_000;
const CheckedRowsSchema = z.array(RecordRowSchema.extend({ is_user_erased: z.boolean() }));

/** Follows the chain of a month, as it stands at one moment while archiving goes on. Holds few records at a time. */
export async function verifyMonth(database: ArchiveDatabase, month: Month): Promise<MonthReport> {
  return await database.transaction(
    async (client) => {
      const check = newChainCheck(month);
      const head = (await findHeads(client, [month])).get(month) ?? null;
      for await (const record of recordsOf(client, month)) {
        const problem = check.add(record);
        if (problem) return { month, head: check.head(), problem };
      }
      return { month, head: check.head(), problem: check.end(head) };
    },
    { isReadOnly: true },
  );
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
