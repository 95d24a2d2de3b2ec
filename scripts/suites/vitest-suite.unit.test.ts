import { expect, test } from 'vitest';
import { countReport } from './vitest-suite.ts';

const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

test('passed, failed and skipped tests are taken over', () => {
  expect(countReport(report, true)).toEqual({ passed: 3, failed: 0, skipped: 2 });
});

test('a file that does not load is a failure', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(countReport({ ...report, testResults }, false)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test('an error outside of any test is a failure', () => {
  expect(countReport(report, false)).toEqual({ passed: 3, failed: 1, skipped: 2 });
});
