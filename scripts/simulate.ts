import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { project } from './local/project.ts';

const USAGE = `npm run simulate -- [--seeds N] [--seed FIRST] [--users U] [--days D] [--profile calm|usual|rough] [--mutant NAME]`;
const FOLDER = path.join(project.root, 'test/simulation');

/**
 * `npm run simulate`: seeded histories of many users and months, run through the real program beside a model of its own
 * (docs/SIMULATION.md). Each seed is a process; as many run at once as there are processors. Seconds since 1970 are as
 * good a first seed as any, and whatever breaks says how to see it again.
 */
const string = { type: 'string' } as const;
const options = { seeds: string, seed: string, users: string, days: string, profile: string, mutant: string };
const { values } = parseArgs({ options });
const { seed, users = '40', days = '60', profile, mutant } = values;
const first = Number(seed ?? Math.floor(Date.now() / 1000));
const seeds = Number(values.seeds ?? (seed === undefined ? 10 : 1));
if (!Number.isInteger(first) || !Number.isInteger(seeds)) throw new Error(USAGE);

const waiting = Array.from({ length: seeds }, (_, n) => first + n);
let broken = 0;
const work = async () => {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (!(await keeps(next))) broken += 1;
  }
};
await Promise.all(Array.from({ length: Math.min(seeds, availableParallelism()) }, work));
console.log(`${seeds - broken} of ${seeds} histories kept every promise (seeds ${first} to ${first + seeds - 1})`);
process.exitCode = broken === 0 ? 0 : 1;

async function keeps(each: number): Promise<boolean> {
  const args = ['--seed', String(each), '--users', users, '--days', days, ...(profile ? ['--profile', profile] : [])];
  const hook = mutant === undefined ? [] : ['--import', path.join(FOLDER, 'load-mutant.ts')];
  const child = spawn(process.execPath, [...hook, path.join(FOLDER, 'main.ts'), ...args], {
    cwd: project.root,
    env: { ...process.env, ...(mutant === undefined ? {} : { SIMULATION_MUTANT: mutant }) },
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}
