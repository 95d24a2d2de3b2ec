import { prepareE2e } from './suites/prepare-e2e.ts';
import { runSuites } from './suites/run-suites.ts';
import { schemathesisSuite } from './suites/schemathesis-suite.ts';
import type { Suite } from './suites/suite.ts';
import { vitestSuite } from './suites/vitest-suite.ts';

/**
 * Everything that proves Carillon, quickest first. What stands in one line runs at the same time: one that leaves a
 * core idle beside another. A further suite is one file in scripts/suites/ and one place here.
 */
const SUITES: readonly (readonly Suite[])[] = [
  [vitestSuite('unit')],
  [vitestSuite('workerd'), schemathesisSuite()],
  [vitestSuite('e2e', { prepare: prepareE2e, secondChance: 'test/e2e/' })],
];

// `npm test`, or `npm test -- unit workerd` for some of it.
process.exitCode = await runSuites(SUITES, process.argv.slice(2));
