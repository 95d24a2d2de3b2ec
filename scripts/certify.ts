import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { project } from './local/project.ts';

/** Rules compared, each at a start, in a zone, from a moment of its own. More than a test can wait for: some minutes. */
const RECURRENCES = '120000';

/**
 * `npm run certify`, or `npm run certify -- SEED` for other rules: recurrence beside rrule-temporal, as in `npm test` but over
 * 120,000 random rules. Seconds since 1970 are a seed as good as any, and what failed names the one it was.
 */
const [seed = String(Math.floor(Date.now() / 1000))] = process.argv.slice(2);
console.log(`${RECURRENCES} recurrences with seed ${seed} …`);
const vitest = path.join(project.root, 'node_modules/vitest/vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', '--project', 'unit', 'test/recurrence/differential'], {
  cwd: project.root,
  env: { ...process.env, CERTIFY_RECURRENCES: RECURRENCES, CERTIFY_SEED: seed },
  stdio: 'inherit',
});
const [code] = await once(child, 'exit');
process.exitCode = code ?? 1;
