import { expect, test } from 'vitest';
import { countBoth, countReport } from './vitest-suite.ts';

function file(name: string, tests: Readonly<Record<string, string>>) {
  const assertionResults = Object.entries(tests).map(([title, status]) => ({ title, status, ancestorTitles: [] }));
  return { name, status: Object.values(tests).includes('failed') ? 'failed' : 'passed', assertionResults };
}

const report = { testResults: [file('/a.ts', { a: 'passed', b: 'passed', c: 'passed', d: 'pending', e: 'todo' })] };

test('passed, failed and skipped tests are taken over', () => {
  expect(countReport(report, true)).toMatchObject({ passed: 3, failed: 0, skipped: 2 });
});

test('what a machine lacks is said once, with all that did not run for it', () => {
  const group = (title: string) => ({
    name: '/a.ts',
    status: 'passed',
    assertionResults: [{ title: 'a', status: 'skipped', ancestorTitles: [title] }],
  });
  const reason = 'Java 17 or newer is missing: `apt-get install default-jre-headless`';
  const testResults = [
    group('lists'),
    group(`the sink (NOT RUN: ${reason})`),
    group(`the source (NOT RUN: ${reason})`),
    group(`the source (NOT RUN: ${reason})`),
    group('an archiver (NOT RUN: PostgreSQL (embedded) is missing)'),
  ];
  expect(countReport({ testResults }, true).lacking).toEqual([
    `the sink; the source: ${reason}`,
    'an archiver: PostgreSQL (embedded) is missing',
  ]);
});

test('a file that does not load is a failure', () => {
  const testResults = [...report.testResults, { ...file('/b.ts', {}), status: 'failed' }];
  expect(countReport({ testResults }, false)).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
});

test('an error outside of any test is a failure', () => {
  expect(countReport(report, false)).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
});

test('what passes when it is run again is counted as passed, and named', () => {
  const first = { testResults: [...report.testResults, file('/t/b.ts', { x: 'failed', y: 'failed', z: 'passed' })] };
  const again = (tests: Readonly<Record<string, string>>, isSuccess: boolean) =>
    countBoth({ report: first, isSuccess: false }, { report: { testResults: [file('/t/b.ts', tests)] }, isSuccess });
  expect(again({ x: 'passed', y: 'passed', z: 'passed' }, true)).toMatchObject({
    passed: 6,
    failed: 0,
    unsteady: ['b.ts: x', 'b.ts: y'],
  });
  expect(again({ x: 'passed', y: 'failed', z: 'passed' }, false)).toMatchObject({
    passed: 5,
    failed: 1,
    unsteady: ['b.ts: x'],
  });
});

test('a failure in a file that is not run again stays one', () => {
  const first = { testResults: [file('/a.ts', { a: 'failed' }), file('/t/b.ts', { x: 'failed' })] };
  const second = { report: { testResults: [file('/t/b.ts', { x: 'passed' })] }, isSuccess: true };
  expect(countBoth({ report: first, isSuccess: false }, second)).toMatchObject({ passed: 1, failed: 1 });
});
