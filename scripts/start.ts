import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { applyMigrations } from './local/apply-migrations.ts';
import { claimState, refuseWhenRunning } from './local/claim-state.ts';
import { ensureBuild } from './local/ensure-build.ts';
import { ensureSecrets } from './local/ensure-secrets.ts';
import { freePort } from './local/free-port.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { serveBuild } from './local/serve-build.ts';
import { serveVite } from './local/serve-vite.ts';
import { framed, step } from './local/steps.ts';
import { tickCrons } from './local/tick-crons.ts';

const DEFAULT_PORT = 8787;

/**
 * `npm start`: everything Carillon is, on this machine. `npm run dev` (`--dev`): the same with reload on every change.
 * `--host 0.0.0.0` lets others reach it, such as the pods of a cluster on this machine, and whoever is in its network.
 */
async function start(isDev: boolean, host: string | undefined, signal: AbortSignal): Promise<void> {
  await refuseWhenRunning(project.state);
  await ensureSecrets();
  await step('Bringing the database up to date', () => applyMigrations(project.state, signal));
  if (!isDev) await step('Building (nothing to do when unchanged)', () => ensureBuild(signal));
  const port = await freePort(wantedPort());
  const run = isDev ? serveVite : serveBuild;
  const instance = await step('Starting', () => run({ port, state: project.state, host, signal }));
  const releaseState = await claimState(project.state, instance.origin);
  const stopTicking = tickCrons(instance.origin, project.state);
  const keptIn = project.state.startsWith(project.root) ? path.relative(project.root, project.state) : project.state;
  console.log(
    `\n${framed([`Carillon is running at ${instance.origin}`, `Everything is kept in ${keptIn} · Ctrl-C stops it`])}\n`,
  );
  try {
    if (!signal.aborted) await Promise.race([once(signal, 'abort'), instance.crashed]);
  } finally {
    stopTicking();
    await instance.stop();
    await releaseState();
  }
}

function wantedPort(): number {
  const text = process.env.PORT ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new PlainError(`PORT=${text} is not a port number.`);
  return port;
}

// From the first line on, so that a Ctrl-C during the build leaves nothing behind either.
const asked = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => asked.abort());

try {
  const { values } = parseArgs({ options: { dev: { type: 'boolean', default: false }, host: { type: 'string' } } });
  await start(values.dev, values.host, asked.signal);
} catch (error) {
  if (!asked.signal.aborted) {
    console.error(error instanceof PlainError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
