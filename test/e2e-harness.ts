import { randomBytes } from 'node:crypto';
import { cp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../scripts/cluster/temporary-folder.ts';
import { ensureBuild } from '../scripts/local/ensure-build.ts';
import { freePort } from '../scripts/local/free-port.ts';
import { makeVapidKeys } from '../scripts/local/make-vapid-keys.ts';
import { memoryFolder } from '../scripts/local/memory-folder.ts';
import { project } from '../scripts/local/project.ts';
import type { Instance } from '../scripts/local/serve.ts';
import { serveBuild } from '../scripts/local/serve-build.ts';
import { tickCron } from '../scripts/local/tick-crons.ts';
import { copyMigratedState } from './e2e-migrated-state.ts';

interface CarillonOptions {
  /** Overrides of `[vars]`; rate limits are off unless a test asks for them. */
  readonly vars?: Readonly<Record<string, string>>;
  /** For the runtime itself, such as whose certificates it trusts. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The built Worker under `wrangler dev`, with a database and objects of its own. */
export interface Carillon {
  readonly origin: string;
  /** Opens the operator routes of this instance, and of no other. */
  readonly operatorToken: string;
  /** Where it keeps everything; gone after `stop`. */
  readonly state: string;
  /** The last lines it wrote. */
  readonly log: () => string;
  /** Ends it in order and removes its state. */
  readonly stop: () => Promise<void>;
  /** Ends it in order and starts it again on the same address and state. */
  readonly restart: () => Promise<void>;
  /** SIGKILL for wrangler and every workerd of this instance, as when the power goes; `restart` brings it back. */
  readonly killHard: () => Promise<void>;
  /** Fires a cron, as the platform would. Nothing ticks by itself here. */
  readonly tickCron: (cron: string) => Promise<boolean>;
}

/** Starts one. Takes some seconds, so a test file shares one between its tests and tells users apart instead. */
export async function startCarillon(options: CarillonOptions = {}): Promise<Carillon> {
  await ensureBuild();
  const home = await temporaryFolder('e2e', await memoryFolder());
  const state = path.join(home, 'state');
  // A copy of the build: wrangler reloads when its files change, and somebody may well build meanwhile.
  await Promise.all([cp(project.build, path.join(home, 'build'), { recursive: true }), copyMigratedState(state)]);
  const operatorToken = randomBytes(24).toString('base64url');
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    OPERATOR_TOKEN: operatorToken,
    ...makeVapidKeys(),
  };
  const lines = Object.entries(secrets).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(path.join(home, 'build/server/.dev.vars'), lines.join(''), { mode: 0o600 });
  const port = await freePort(Number(process.env.CARILLON_E2E_PORT ?? 0));
  const run = () =>
    serveBuild({
      port,
      state,
      config: path.join(home, 'build/server/wrangler.json'),
      vars: { RATE_LIMITS: 'off', ...options.vars },
      env: options.env,
    });
  let instance: Instance = await run().catch(async (error: unknown) => {
    await rm(home, { recursive: true, force: true });
    throw error;
  });
  return {
    origin: instance.origin,
    operatorToken,
    state,
    log: () => instance.logTail(),
    async stop() {
      await instance.stop();
      await rm(home, { recursive: true, force: true });
    },
    async restart() {
      await instance.stop();
      instance = await run();
    },
    killHard: () => instance.killHard(),
    tickCron: (cron) => tickCron(instance.origin, cron),
  };
}
