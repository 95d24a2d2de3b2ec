import type { ArchiveClient } from './archive-database.ts';
import type { Month } from './chain.ts';

const MONTH = /^(?<year>\d{4})-(?<number>0[1-9]|1[0-2])$/;
const MONTHS = 12;

/** The first instant of a month and that of the next one, as PostgreSQL reads them. */
export function boundsOf(month: Month): { from: string; to: string } {
  const { year, number } = partsOf(month);
  const next = number === MONTHS ? { year: year + 1, number: 1 } : { year, number: number + 1 };
  return { from: firstDay({ year, number }), to: firstDay(next) };
}

/** The first moment after a month, in milliseconds since 1970. */
export function endOf(month: Month): number {
  const { year, number } = partsOf(month);
  // Months count from 0 there: this is the one after.
  return Date.UTC(year, number);
}

/**
 * Makes the table of a month, when it is not there. Attached afterwards: creating it as a partition would lock out all
 * readers, and wait for a `verify-archive` that takes long.
 */
export async function makePartition(client: ArchiveClient, month: Month): Promise<void> {
  const table = tableOf(month);
  const { rowCount } = await client.query('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [table]);
  if (rowCount === 1) return;
  const { from, to } = boundsOf(month);
  await client.query(`CREATE TABLE ${table} (LIKE events INCLUDING ALL)`);
  await client.query(`ALTER TABLE events ATTACH PARTITION ${table} FOR VALUES FROM ('${from}') TO ('${to}')`);
}

export async function dropPartition(client: ArchiveClient, month: Month): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${tableOf(month)}`);
}

/** A name cannot be a parameter of a statement: what is no month never becomes part of one. */
function tableOf(month: Month): string {
  const { year, number } = partsOf(month);
  return `events_${digits(year, 4)}_${digits(number, 2)}`;
}

function firstDay({ year, number }: { year: number; number: number }): string {
  return `${digits(year, 4)}-${digits(number, 2)}-01 00:00:00+00`;
}

function partsOf(month: Month): { year: number; number: number } {
  const groups = MONTH.exec(month)?.groups;
  if (!groups) throw new RangeError(`${month} is no month`);
  return { year: Number(groups.year), number: Number(groups.number) };
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
