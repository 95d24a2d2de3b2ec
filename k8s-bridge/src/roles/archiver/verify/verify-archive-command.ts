import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Environment, readConfig } from '../../../config/read-config.ts';
import { secretVariable } from '../../../config/variable.ts';
import { ConfigError, errorText } from '../../../errors.ts';
import { archiveDatabase } from '../archive-database.ts';
import { verifyArchive } from './verify-archive.ts';
import type { MonthReport } from './verify-month.ts';

interface CommandParts {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly write: (line: string) => void;
}

export const VERIFY_USAGE = 'verify-archive [--month YYYY-MM] [--json]';
const MonthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must look like 2026-11');
const variables = z.object({ DATABASE_URL: secretVariable('The PostgreSQL of the archive.') });

/**
 * Follows the hash chains of the archive and says for each month how far they hold; of one that does not, the first bad
 * record. With `--json` one JSON line a month.
 *
 * @returns the exit code: 0 when all is as it was written, 1 when not
 * @throws ConfigError for an invalid command line, ArchiveUnavailable when it cannot be told: neither is an answer
 */
export async function verifyArchiveCommand({ args, env, write }: CommandParts): Promise<0 | 1> {
  const { month, isJson } = readArgs(args);
  const { DATABASE_URL: url } = readConfig(variables, env);
  if (url === undefined) throw new ConfigError('DATABASE_URL is missing: which archive shall be verified?');
  const database = archiveDatabase(url);
  const describe = isJson ? toJson : toSentence;
  let problems = 0;
  try {
    await verifyArchive(database, { month }, (report) => {
      if (report.problem) problems += 1;
      write(`${describe(report)}\n`);
    });
  } finally {
    await database.close();
  }
  return problems === 0 ? 0 : 1;
}

function readArgs(args: readonly string[]): { month: string | null; isJson: boolean } {
  try {
    const options = { month: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { values } = parseArgs({ args: [...args], options });
    const { month, json } = values;
    return { month: month === undefined ? null : MonthSchema.parse(month), isJson: json };
  } catch (error) {
    const text = error instanceof z.ZodError ? `--month ${error.issues[0]?.message ?? ''}` : errorText(error);
    throw new ConfigError(`${text}\nUsage: ${VERIFY_USAGE}`);
  }
}

function toJson({ month, head, problem }: MonthReport): string {
  const { count, hash } = head;
  return JSON.stringify({ month, isIntact: problem === null, count, hash: hash.toString('hex'), problem });
}

function toSentence({ month, head: { count, hash }, problem }: MonthReport): string {
  if (problem === null) return `${month}: ${count} records, intact, head ${hash.toString('hex')}`;
  const { position, id, what } = problem;
  return `${month}: ${what} at position ${position} (${id ?? 'no record'}); ${count} records before it are intact`;
}
