import { expect, test } from 'vitest';
import { countReport } from './vitest-suite.ts';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

test('passed, failed and skipped tests are taken over', () => {
  expect(countReport(report, true)).toMatchObject({ passed: 3, failed: 0, skipped: 2 });
});

test('what a machine lacks is said once, with all that did not run for it', () => {
  const group = (title: string) => ({ status: 'passed', assertionResults: [{ ancestorTitles: [title] }] });
  const reason = 'Java 17 or newer is missing: `apt-get install default-jre-headless`';
  const testResults = [
    group('lists'),
    group(`the sink (NOT RUN: ${reason})`),
    group(`the source (NOT RUN: ${reason})`),
    group(`the source (NOT RUN: ${reason})`),
    group('an archiver (NOT RUN: PostgreSQL (embedded) is missing)'),
  ];
  expect(countReport({ ...report, testResults }, true).lacking).toEqual([
    `the sink; the source: ${reason}`,
    'an archiver: PostgreSQL (embedded) is missing',
  ]);
});

test('a file that does not load is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(countReport({ ...report, testResults }, false)).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
});

test('an error outside of any test is a failure', () => {
  expect(countReport(report, false)).toMatchObject({ passed: 3, failed: 1, skipped: 2 });
});
