import path from 'node:path';
import { endProcess } from '#bridge/end-process.ts';
import { ROLES } from '#bridge/roles/roles.ts';
import { runBridge } from '#bridge/run-bridge.ts';
import { whenUnheard } from '#bridge/when-unheard.ts';
import { ensureServiceToken } from './bridge/ensure-service-token.ts';
import type { LocalPart } from './bridge/local-part.ts';
import { startLocalParts, stopLocalParts } from './bridge/start-local-parts.ts';
import { claimState, refuseWhenRunning, runningOrigin } from './local/claim-state.ts';
import { freePort } from './local/free-port.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { framed } from './local/steps.ts';

// `npm run bridge`: the program of the cluster on this machine, beside `npm start`, with everything around it that is not
// configured (a broker, a database, a mailbox). `--memory` runs without a broker. The variables are those of the cluster
// (`node k8s-bridge/src/main.ts --help`).

const DEFAULT_PORT = 8788;
// As the edge has it for development: endpoints of this machine may be called.
const WEBHOOK_ALLOW = '127.0.0.0/8, ::1, localhost';
const folder = path.join(project.state, 'bridge');

async function bridge(isInMemory: boolean, signal: AbortSignal): Promise<void> {
  await refuseWhenRunning(folder);
  const origin = process.env.CARILLON_URL || (await runningOrigin(project.state));
  if (!origin) throw new PlainError('No local Carillon runs. Start it in another terminal with `npm start`.');
  const roles =
    process.env.ROLES ||
    ROLES.map(({ name }) => name)
      .filter(isWanted)
      .join(',');
  const port = process.env.PORT || String(await freePort(DEFAULT_PORT));
  const configured = { WEBHOOK_ALLOW, ...process.env, ...(isInMemory && { TRANSPORT: 'memory' }) };
  const parts = await startLocalParts({ folder, roles: roles.split(','), env: configured });
  try {
    const own = { CARILLON_URL: origin, ROLES: roles, PORT: port, ...(await tokensFor(origin)) };
    const env = Object.assign({ ...configured, ...own }, ...parts.map((part) => part.env));
    const release = await claimState(folder, `http://localhost:${port}`);
    console.log(`\n${framed(greeting(origin, port, roles, parts, isInMemory))}\n`);
    try {
      await runBridge({ env, signal, write: (line) => process.stdout.write(line) });
    } finally {
      await release();
    }
  } finally {
    await stopLocalParts(parts);
  }
}

/** Nobody pushes here unless somebody has set that up. */
function isWanted(role: string): boolean {
  return role !== 'ingress' || Boolean(process.env.INGRESS_PASSWORD || process.env.INGRESS_PASSWORD_FILE);
}

/** One token for both directions, unless they are configured: what the bridge shows the edge, and what a reader shows the archive. */
async function tokensFor(origin: string): Promise<Record<string, string>> {
  const missing = ['CARILLON_TOKEN', 'AUDIT_TOKEN'].filter(
    (name) => !process.env[name] && !process.env[`${name}_FILE`],
  );
  if (missing.length === 0) return {};
  const token = await ensureServiceToken(origin, folder);
  return Object.fromEntries(missing.map((name) => [name, token]));
}

function greeting(
  origin: string,
  port: string,
  roles: string,
  parts: readonly LocalPart[],
  isInMemory: boolean,
): string[] {
  const where = isInMemory ? ['Records      in memory: they end with this program'] : [];
  return [
    `The bridge of ${origin} is running: ${roles}`,
    '',
    ...parts.map(({ line }) => line),
    ...where,
    ...(roles.split(',').includes('archiver')
      ? [
          `Archive      http://localhost:${port}/api/audit/events, with the token in ${path.join(folder, 'service-token')}`,
        ]
      : []),
    `Numbers      http://localhost:${port}/metrics`,
    'Ctrl-C stops it all; nothing that was acknowledged is lost',
  ];
}

const asked = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => asked.abort(name));
whenUnheard(() => asked.abort('nobody reads what it writes'));

try {
  await bridge(process.argv.includes('--memory'), asked.signal);
} catch (error) {
  console.error(error instanceof Error && error.name.match(/^(Plain|Config)Error$/) ? `\n${error.message}` : error);
  process.exitCode = 1;
}
await endProcess();
