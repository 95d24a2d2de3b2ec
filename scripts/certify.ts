import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { project } from './local/project.ts';

const USAGE =
  'npm run certify -- [SEED]  or  npm run certify -- bridge [--seeds N] [--seed FIRST]  or  npm run certify -- bridge-outage  or  npm run certify -- image';
/** Rules compared, each at a start, in a zone, from a moment of its own. More than a test can wait for: some minutes. */
const RECURRENCES = '120000';
const BRIDGE_SEEDS = '50';
/** Each has an edge, a broker and three processes of the bridge, which wait for one another most of the time. */
const BRIDGE_AT_A_TIME = '3';

const [subject, ...rest] = process.argv.slice(2);
process.exitCode = await certify(subject);

async function certify(subject: string | undefined): Promise<number> {
  if (subject === 'bridge') return await certifyBridge(rest);
  if (subject === 'bridge-outage') return await certifyOutage();
  if (subject === 'image') return await certifyImage();
  return await certifyRecurrences(subject);
}

/**
 * `npm run certify`, or `npm run certify -- SEED` for other rules: recurrence beside rrule-temporal, as in `npm test` but over
 * 120,000 random rules. Seconds since 1970 are a seed as good as any, and what failed names the one it was.
 */
async function certifyRecurrences(seed = String(Math.floor(Date.now() / 1000))): Promise<number> {
  console.log(`${RECURRENCES} recurrences with seed ${seed} …`);
  const env = { CERTIFY_RECURRENCES: RECURRENCES, CERTIFY_SEED: seed };
  return await runTests(['--project', 'unit', 'test/recurrence/differential'], env);
}

/** `npm run certify -- bridge`: the long form of docs/bridge/certification.md over 50 seeds, the same at each run. */
async function certifyBridge(args: string[]): Promise<number> {
  const string = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { seeds: string, seed: string } });
  const first = Number(values.seed ?? 1);
  const count = Number(values.seeds ?? (values.seed === undefined ? BRIDGE_SEEDS : 1));
  if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1) throw new Error(USAGE);
  const seeds = Array.from({ length: count }, (_, n) => first + n);
  console.log(`The bridge over ${count} seeds, from ${first} …`);
  return await runTests(['--project', 'long', 'k8s-bridge/src/certification'], {
    CERTIFY_BRIDGE_SEEDS: seeds.join(','),
    E2E_AT_A_TIME: BRIDGE_AT_A_TIME,
  });
}

/** `npm run certify -- bridge-outage`: no broker for a minute while 1,000 tasks are made; prints what it did to answers. */
async function certifyOutage(): Promise<number> {
  return await runTests(['--project', 'long', 'k8s-bridge/src/broker-outage'], { CERTIFY_BRIDGE_OUTAGE: 'long' });
}

/** `npm run certify -- image`: ends and upgrades containers of the image in the middle of work; prints how long each took to end. */
async function certifyImage(): Promise<number> {
  return await runTests(['--project', 'deploy', 'k8s-bridge/deploy/image/upgrade'], {});
}

async function runTests(args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const vitest = path.join(project.root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: project.root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
