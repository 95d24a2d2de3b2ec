import { prepareE2e } from './suites/prepare-e2e.ts';
import { runSuites } from './suites/run-suites.ts';
import { schemathesisSuite } from './suites/schemathesis-suite.ts';
import type { Suite } from './suites/suite.ts';
import { vitestSuite } from './suites/vitest-suite.ts';

/**
 * What proves Carillon in the time one waits for, quickest first. What stands in one line runs at the same time: one that leaves
 * a core idle beside another. A further suite is one file in scripts/suites/ and one place here.
 */
const SUITES: readonly (readonly Suite[])[] = [
  [vitestSuite('unit')],
  [vitestSuite('workerd'), schemathesisSuite()],
  [vitestSuite('e2e', { prepare: prepareE2e, secondChance: 'test/e2e/' })],
];

/** Whole matrices, and what is killed and started again many times. CI runs it too. */
const LONG: readonly (readonly Suite[])[] = [
  [vitestSuite('long-workerd', { name: 'long' })],
  [vitestSuite('long', { prepare: prepareE2e, secondChance: 'test/e2e/' })],
];

// `npm test`; `npm test -- unit workerd` for some of it; `npm test -- long` for what takes too long for the first.
const wanted = process.argv.slice(2);
process.exitCode = await runSuites(wanted.length === 0 ? SUITES : [...SUITES, ...LONG], wanted);
