import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from '../../../clock.ts';
import { type Environment, readConfig } from '../../../config/read-config.ts';
import { ConfigError, errorText } from '../../../errors.ts';
import { archiveDatabase } from '../archive-database.ts';
import { archiveVariables } from '../archive-variables.ts';
import { readExpectedHeads } from './expected-heads.ts';
import { verifyArchive } from './verify-archive.ts';
import type { MonthReport } from './verify-month.ts';

interface CommandParts {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly write: (line: string) => void;
}

export const VERIFY_USAGE = 'verify-archive [--month YYYY-MM] [--expect LOG] [--json]';
const MonthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must look like 2026-11');
const variables = z.object(archiveVariables);

/**
 * Follows the hash chains of the archive and says for each month how far they hold; of one that does not, the first bad
 * record. Months that were dropped must be older than ARCHIVE_KEEP_DAYS. With `--expect` the archiver's log in that file
 * must fit as well; with `--json` it writes one JSON line a month.
 *
 * @returns the exit code: 0 when all is as it was written, 1 when not
 * @throws ConfigError for an invalid command line, ArchiveUnavailable when it cannot be told: neither is an answer
 */
export async function verifyArchiveCommand({ args, env, write }: CommandParts): Promise<0 | 1> {
  const { month, expect, isJson } = readArgs(args);
  const { DATABASE_URL: url, ARCHIVE_KEEP_DAYS: keepDays } = readConfig(variables, env);
  if (url === undefined) throw new ConfigError('DATABASE_URL is missing: which archive shall be verified?');
  const expected = expect === null ? new Map() : readExpectedHeads(await readLog(expect));
  const database = archiveDatabase(url);
  const describe = isJson ? toJson : toSentence;
  let problems = 0;
  try {
    await verifyArchive(database, { month, expected, keepDays, nowMs: systemClock.nowMs() }, (report) => {
      if (report.problem) problems += 1;
      write(`${describe(report)}\n`);
    });
  } finally {
    await database.close();
  }
  return problems === 0 ? 0 : 1;
}

interface VerifyArguments {
  readonly month: string | null;
  /** The path of a log. */
  readonly expect: string | null;
  readonly isJson: boolean;
}

function readArgs(args: readonly string[]): VerifyArguments {
  try {
    const options = {
      month: { type: 'string' },
      expect: { type: 'string' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const { month, expect = null, json } = values;
    return { month: month === undefined ? null : MonthSchema.parse(month), expect, isJson: json };
  } catch (error) {
    const text = error instanceof z.ZodError ? `--month ${error.issues[0]?.message ?? ''}` : errorText(error);
    throw new ConfigError(`${text}\nUsage: ${VERIFY_USAGE}`);
  }
}

async function readLog(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`--expect ${file} cannot be read: ${errorText(error)}`);
  }
}

function toJson({ month, head, droppedAt, problem }: MonthReport): string {
  const { count, hash } = head;
  return JSON.stringify({ month, isIntact: problem === null, count, hash: hash.toString('hex'), droppedAt, problem });
}

function toSentence({ month, head: { count, hash }, droppedAt, problem }: MonthReport): string {
  const stand = droppedAt === null ? 'intact' : `dropped ${droppedAt} because of their age`;
  if (problem === null) return `${month}: ${count} records, ${stand}, head ${hash.toString('hex')}`;
  const { position, id, what } = problem;
  if (droppedAt !== null) return `${month}: ${what}; ${count} records, dropped ${droppedAt}`;
  return `${month}: ${what} at position ${position} (${id ?? 'no record'}); ${count} records before it are intact`;
}
