import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './local/ensure-chromium.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { vitestSuite } from './suites/vitest-suite.ts';

/**
 * The end-to-end tests that need nothing of a Carillon but its address. The others start, stop, mail or push through one of their
 * own, or (tasks) drag and race two windows closer than a network between allows: a deployment is taken back for what fails here.
 * It lets an address make 60 demo accounts an hour, and each test makes one or two.
 */
const FILES = ['quick-add', 'repeating', 'activity', 'language-page'].map((name) => `test/e2e/${name}.e2e.test.ts`);

// `npm run browsers -- --origin https://… [FILE…]`: real browsers use a deployment that offers the demo. What failed leaves its
// trace in test-results/.
try {
  const { values, positionals } = parseArgs({ options: { origin: { type: 'string' } }, allowPositionals: true });
  if (values.origin === undefined || !URL.canParse(values.origin))
    throw new PlainError('npm run browsers -- --origin https://carillon.example [FILE…]');
  await rm(path.join(project.root, 'test-results'), { recursive: true, force: true });
  process.env.E2E_ORIGIN = new URL(values.origin).origin;
  const files = positionals.length > 0 ? positionals : FILES;
  const suite = vitestSuite('e2e', { prepare: ensureChromium, secondChance: 'test/e2e/', files });
  const obstacle = await suite.prepare();
  if (obstacle !== null) throw new PlainError(obstacle);
  const { passed, failed, unsteady = [] } = await suite.run('inherit');
  for (const line of unsteady) console.log(`UNSTEADY  ${line} (failed, and passed when it was run again)`);
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
