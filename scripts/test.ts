import { ensureBuild } from './local/ensure-build.ts';
import { ensureChromium } from './local/ensure-chromium.ts';
import { ensureSecrets } from './local/ensure-secrets.ts';
import { PlainError } from './local/plain-error.ts';
import { step } from './local/steps.ts';
import { schemathesisSuite } from './suites/schemathesis-suite.ts';
import type { Counts, Suite } from './suites/suite.ts';
import { vitestSuite } from './suites/vitest-suite.ts';

/** Everything that proves Carillon, quickest first. A further suite is one file in scripts/suites/ and one line here. */
const SUITES: readonly Suite[] = [
  vitestSuite('unit'),
  vitestSuite('workerd'),
  schemathesisSuite(),
  vitestSuite('e2e', ensureChromium),
];

/** `npm test`, or `npm test -- unit workerd` for some of it. */
async function test(wanted: readonly string[]): Promise<Counts> {
  const unknown = wanted.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0)
    throw new PlainError(`No such suite: ${unknown.join(', ')}. There are ${SUITES.map((s) => s.name).join(', ')}.`);
  await ensureSecrets();
  await step('Building (nothing to do when unchanged)', ensureBuild);
  const total = { passed: 0, failed: 0, skipped: 0 };
  const notRun: string[] = [];
  for (const suite of SUITES.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const obstacle = await suite.prepare();
    const counts = obstacle === null ? await suite.run() : countNotRun();
    if (obstacle !== null) notRun.push(`${suite.name}: ${obstacle}`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  for (const line of notRun) console.log(`NOT RUN  ${line}`);
  return total;
}

/** What could not run is only a remark to a person, but to CI it is a promise that nobody looked at. */
function countNotRun(): Counts {
  return process.env.CI === 'true' ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
}

try {
  const { passed, failed, skipped } = await test(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
