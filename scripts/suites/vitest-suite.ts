import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';
import { type Output, runProgram } from './output.ts';
import type { Counts, Suite } from './suite.ts';

/** The fields of vitest's JSON report that are counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[] }[];
  }[];
}

/** What `describeNeeding` calls a group that it skips. */
const NOT_RUN = /^(?<group>.+) \(NOT RUN: (?<reason>.+)\)$/s;

/** A level of vitest.config.ts as a suite. */
export function vitestSuite(name: string, prepare: Suite['prepare'] = async () => null): Suite {
  return { name, prepare, run: (output) => runVitest(name, output) };
}

async function runVitest(level: string, output: Output): Promise<Counts> {
  const reportFile = path.join(project.root, '.cache', `vitest-${level}.json`);
  await mkdir(path.dirname(reportFile), { recursive: true });
  await rm(reportFile, { force: true });
  const vitest = path.join(project.root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const args = [vitest, 'run', '--project', level, '--passWithNoTests', ...reporters];
  const code = await runProgram(process.execPath, args, { cwd: project.root, output });
  const report = await readFile(reportFile, 'utf8').catch(() => null);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  return countReport(JSON.parse(report), code === 0);
}

/** A file that did not load, and an error outside of any test, count as one failure each: neither has a failed test to show. */
export function countReport(report: Report, isSuccess: boolean): Counts {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !isSuccess ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    lacking: lackingOf(report),
  };
}

/** One line for each reason: vitest shows that something was skipped, but not what it is called. */
function lackingOf({ testResults }: Report): string[] {
  const titles = testResults.flatMap((file) => file.assertionResults.flatMap(({ ancestorTitles }) => ancestorTitles));
  const skipped = [...new Set(titles)].flatMap((title) => {
    const { group, reason } = NOT_RUN.exec(title)?.groups ?? {};
    return group && reason ? [{ group, reason }] : [];
  });
  const reasons = Map.groupBy(skipped, ({ reason }) => reason);
  return [...reasons].map(([reason, groups]) => `${groups.map(({ group }) => group).join('; ')}: ${reason}`);
}
