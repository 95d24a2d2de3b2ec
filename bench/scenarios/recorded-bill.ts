import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { project } from '../../scripts/local/project.ts';

const FILE = path.join(project.root, 'bench/results/bill.json');

const RowsSchema = z.object({ read: z.int(), written: z.int(), hub: z.int() });

/** The bill as it was last measured, for what is reckoned from it (`docs/cost.md`). */
export const RecordedBillSchema = z.strictObject({
  /** The day. */
  measured: z.iso.date(),
  /** What each action costs an account with so many tasks: rows of D1 and requests of Durable Objects. */
  actions: z.record(z.string(), z.record(z.string(), RowsSchema)),
  /** A mirror with nothing to do, for an hour. */
  idleFeedHour: RowsSchema,
  /** What one takes in the database, in bytes, indexes and all; an event with the key of its command. */
  stored: z.strictObject({ perTask: z.int(), perEvent: z.int() }),
});
export type RecordedBill = z.infer<typeof RecordedBillSchema>;

export async function readRecordedBill(): Promise<RecordedBill> {
  return RecordedBillSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
}

/** @param bill of whose costs the rows and the requests of objects are kept */
export async function recordBill(bill: unknown): Promise<void> {
  await writeFile(FILE, `${JSON.stringify(RecordedBillSchema.parse(bill), null, 2)}\n`);
}
