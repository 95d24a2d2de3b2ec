import { hostname } from 'node:os';
import { systemClock } from './clock.ts';
import { type BridgeConfig, bridgeVariables } from './config/bridge-variables.ts';
import { type Environment, readConfig } from './config/read-config.ts';
import { ConfigError, errorText } from './errors.ts';
import { bridgeApp } from './http/bridge-app.ts';
import { serveHttp } from './http/serve-http.ts';
import { jsonLog, type Log } from './log.ts';
import { newMetrics } from './metrics.ts';
import type { Role, RoleParts, RoleRun } from './roles/role.ts';
import { ROLES } from './roles/roles.ts';
import { tracedFetch } from './tracing/traced-fetch.ts';
import { tracedTransport } from './tracing/traced-transport.ts';
import type { Tracing } from './tracing/tracing.ts';
import { chooseTransport } from './transport/choose-transport.ts';
import { prepareTransport } from './transport/prepare-transport.ts';
import { version } from './version.ts';

interface BridgeProcess {
  readonly env: Environment;
  /** Aborted when the program shall end; its reason is logged. */
  readonly signal: AbortSignal;
  readonly write: (line: string) => void;
}

interface ConfiguredRole {
  readonly name: string;
  readonly run: RoleRun;
}

const random = Math.random;

/**
 * Runs the roles that the configuration names until `signal` is aborted, then lets each finish what is under way.
 *
 * @throws ConfigError before anything is started; what a role could not go on with
 */
export async function runBridge({ env, signal, write }: BridgeProcess): Promise<void> {
  const config = readConfig(bridgeVariables, env);
  const log = jsonLog(config.LOG_LEVEL, write, systemClock.nowMs);
  const wanted = rolesOf(config);
  const metrics = newMetrics();
  const tracing = await tracingOf(config, wanted);
  const plain = chooseTransport({ config, clock: systemClock, random, log });
  const transport = tracing ? tracedTransport(plain, tracing) : plain;
  const parts: RoleParts = {
    config,
    log,
    metrics,
    clock: systemClock,
    random,
    transport,
    edge: () => (tracing ? { ...edgeOf(config), fetch: tracedFetch(fetch, tracing) } : edgeOf(config)),
    holder: `${hostname()}/${process.pid}`,
  };
  const roles = wanted.map((role): ConfiguredRole => ({ name: role.name, run: role.create(parts, env) }));
  const app = bridgeApp({
    version,
    checks: roles.flatMap(({ run }) => run.checks),
    routes: [...roles.flatMap(({ run }) => run.routes ?? []), ...(transport.routes ? [transport.routes] : [])],
    registry: metrics.registry,
    log,
  });
  const server = await serveHttp(
    (request) => app.fetch(request),
    config.PORT,
    (error) => log.error({ event: 'request.broke', path: '', error: errorText(error) }),
  );
  log.info({
    event: 'bridge.started',
    version,
    roles: roles.map(({ name }) => name),
    transport: config.TRANSPORT,
    port: server.port,
  });
  signal.addEventListener('abort', () => log.info({ event: 'bridge.stopping', reason: String(signal.reason) }));
  try {
    await prepareTransport(transport, { clock: systemClock, random, log }, signal);
    await runRoles(roles, log, signal);
  } finally {
    await server.close();
    await tracing?.stop();
    log.info({ event: 'bridge.stopped' });
  }
}

function rolesOf(config: BridgeConfig): Role[] {
  const known = ROLES.map(({ name }) => name).join(', ');
  if (config.ROLES.length === 0) throw new ConfigError(`ROLES is empty: name some of ${known}.`);
  return [...new Set(config.ROLES)].map((name) => {
    const role = ROLES.find((each) => each.name === name);
    if (!role) throw new ConfigError(`ROLES names ${name}, which is none of ${known}.`);
    return role;
  });
}

/** Null where nothing is traced: then nothing of it is even read. */
async function tracingOf({ OTLP_TRACES_URL: url }: BridgeConfig, roles: readonly Role[]): Promise<Tracing | null> {
  if (url === undefined) return null;
  const { openTelemetry } = await import('./tracing/open-telemetry.ts');
  return openTelemetry({ url, roles: roles.map(({ name }) => name) });
}

/** @throws ConfigError when the configuration does not say how the edge is reached */
export function edgeOf({ CARILLON_URL: origin, CARILLON_TOKEN: token }: BridgeConfig) {
  if (origin === undefined) throw new ConfigError('CARILLON_URL is missing: a role has to know where the edge is.');
  if (token === undefined) throw new ConfigError('CARILLON_TOKEN is missing: the edge answers nobody without one.');
  return { origin, token, fetch };
}

/** When one role cannot go on, the others are ended in order: the supervisor starts the whole again. */
async function runRoles(roles: readonly ConfiguredRole[], log: Log, signal: AbortSignal): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const ends = roles.map(async ({ name, run }) => {
    log.info({ event: 'role.started', role: name });
    try {
      await run.run(either);
      log.info({ event: 'role.ended', role: name, error: null });
    } catch (error) {
      log.error({ event: 'role.ended', role: name, error: errorText(error) });
      failed.abort();
      throw error;
    }
  });
  const ended = await Promise.allSettled(ends);
  const failure = ended.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
}
