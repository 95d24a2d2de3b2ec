import { expect, test } from 'vitest';
import { countJunit } from './schemathesis-suite.ts';

test('operations, failures and errors are counted', () => {
  const xml =
    '<?xml version="1.0"?><testsuites disabled="0" errors="1" failures="2" tests="50" time="1.0"><testsuite tests="50"/></testsuites>';
  expect(countJunit(xml, false)).toEqual({ passed: 47, failed: 3, skipped: 0 });
});

test('a run that leaves no report, or tests nothing, is a failure', () => {
  expect(countJunit('', true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(countJunit('<testsuites errors="0" failures="0" tests="3">', false)).toEqual({
    passed: 3,
    failed: 1,
    skipped: 0,
  });
});
