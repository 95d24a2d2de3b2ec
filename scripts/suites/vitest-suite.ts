import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';
import { type Output, runProgram } from './output.ts';
import type { Counts, Suite } from './suite.ts';

/** The fields of vitest's JSON report that are counted. */
interface Report {
  readonly testResults: readonly {
    /** The file, from the root of the file system. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly ancestorTitles: readonly string[];
    }[];
  }[];
}

/** A run of vitest, and whether it ended well: an error outside of any test stands in no report. */
interface Run {
  readonly report: Report;
  readonly isSuccess: boolean;
}

/** How a level is run. */
interface VitestOptions {
  /** What it is called among the suites, unless as the level. */
  readonly name?: string;
  readonly prepare?: Suite['prepare'];
  /**
   * Begins the path of files that are run once more, one at a time, when they failed: what a person's patience bounds can fail
   * for a busy machine alone. What passes then is counted, and named, since a race of the product would look the same.
   */
  readonly secondChance?: string;
  /** Only these; all of the level when left out. */
  readonly files?: readonly string[];
}

/** What `describeNeeding` calls a group that it skips. */
const NOT_RUN = /^(?<group>.+) \(NOT RUN: (?<reason>.+)\)$/s;

/** A level of vitest.config.ts as a suite. */
export function vitestSuite(level: string, options: VitestOptions = {}): Suite {
  const { name = level, prepare = async () => null, secondChance, files = [] } = options;
  const run = async (output: Output): Promise<Counts> => {
    const first = await runVitest(level, files, output);
    if (first === null) return { passed: 0, failed: 1, skipped: 0 };
    const failed = secondChance === undefined ? [] : failedFiles(first.report, path.join(project.root, secondChance));
    if (failed.length === 0) return countReport(first.report, first.isSuccess);
    const second = await runVitest(level, [...failed, '--maxWorkers=1'], output);
    return second === null ? countReport(first.report, false) : countBoth(first, second);
  };
  return { name, prepare, run };
}

/** Null when vitest did not get as far as to report. */
async function runVitest(level: string, more: readonly string[], output: Output): Promise<Run | null> {
  const reportFile = path.join(project.root, '.cache', `vitest-${level}.json`);
  await mkdir(path.dirname(reportFile), { recursive: true });
  await rm(reportFile, { force: true });
  const vitest = path.join(project.root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const args = [vitest, 'run', '--project', level, '--passWithNoTests', ...reporters, ...more];
  const code = await runProgram(process.execPath, args, { cwd: project.root, output });
  const report = await readFile(reportFile, 'utf8').catch(() => null);
  return report === null ? null : { report: JSON.parse(report), isSuccess: code === 0 };
}

/** Those below `start`. A first run that failed elsewhere too stays failed whatever these do, and they are run nevertheless. */
function failedFiles({ testResults }: Report, start: string): string[] {
  return testResults.flatMap(({ name, status }) => (status === 'failed' && name.startsWith(start) ? [name] : []));
}

/** What a second run of some files says takes the place of what the first said about them. */
export function countBoth(first: Run, second: Run): Counts {
  const again = new Set(second.report.testResults.map(({ name }) => name));
  const kept = first.report.testResults.filter(({ name }) => !again.has(name));
  const report = { testResults: [...kept, ...second.report.testResults] };
  const isSuccess = second.isSuccess && kept.every(({ status }) => status !== 'failed');
  const steady = new Set(second.report.testResults.flatMap(namesOf('failed')));
  const unsteady = first.report.testResults.filter(({ name }) => again.has(name)).flatMap(namesOf('failed'));
  return { ...countReport(report, isSuccess), unsteady: unsteady.filter((name) => !steady.has(name)) };
}

/** What `file` calls its tests that ended so. */
function namesOf(status: string) {
  return ({ name, assertionResults }: Report['testResults'][number]): string[] =>
    assertionResults.filter((test) => test.status === status).map(({ title }) => `${path.basename(name)}: ${title}`);
}

/** A file that did not load, and an error outside of any test, count as one failure each: neither has a failed test to show. */
export function countReport(report: Report, isSuccess: boolean): Counts {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const tests = Map.groupBy(
    report.testResults.flatMap(({ assertionResults }) => assertionResults),
    ({ status }) => (status === 'passed' || status === 'failed' ? status : 'skipped'),
  );
  const count = (status: 'passed' | 'failed' | 'skipped') => tests.get(status)?.length ?? 0;
  const failed = count('failed') + broken;
  return {
    passed: count('passed'),
    failed: failed === 0 && !isSuccess ? 1 : failed,
    skipped: count('skipped'),
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
