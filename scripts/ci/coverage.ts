import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';

/** The least share of lines that tests of the levels unit and workerd run. */
const LEAST_PERCENT = 80;

const SummarySchema = z.object({ total: z.object({ lines: z.object({ total: z.int(), covered: z.int() }) }) });

/** Adds up the reports of the levels. A line that either runs counts; @throws PlainError below the gate */
export function judgeCoverage(summary: unknown, leastPercent = LEAST_PERCENT): string {
  const { total, covered } = SummarySchema.parse(summary).total.lines;
  const percent = total === 0 ? 0 : Math.floor((covered / total) * 1000) / 10;
  const line = `${percent} % of ${total} lines`;
  if (percent < leastPercent) throw new PlainError(`${line}, and at least ${leastPercent} % is asked for.`);
  return line;
}

export async function readCoverage(): Promise<string> {
  return judgeCoverage(
    JSON.parse(await readFile(path.join(project.root, '.cache/coverage/coverage-summary.json'), 'utf8')),
  );
}
