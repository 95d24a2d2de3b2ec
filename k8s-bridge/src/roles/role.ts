import type { Hono } from 'hono';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { BridgeConfig } from '../config/bridge-variables.ts';
import { type Environment, readConfig } from '../config/read-config.ts';
import type { Variables } from '../config/variable.ts';
import type { FeedClientOptions } from '../feed/feed-client.ts';
import type { ReadinessCheck } from '../http/bridge-app.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Transport } from '../transport/transport.ts';

/** What every role is given. */
export interface RoleParts {
  readonly config: BridgeConfig;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly random: () => number;
  /** Makes sinks and sources of the transport that the configuration names. */
  readonly transport: Transport;
  /**
   * How the edge is reached.
   *
   * @throws ConfigError when the configuration does not say
   */
  readonly edge: () => FeedClientOptions;
  /** Host name and process: who this is, for whoever looks at a status. */
  readonly holder: string;
}

/** A role that is configured and not yet running. */
export interface RoleRun {
  /** What has to answer before the role is ready. */
  readonly checks: readonly ReadinessCheck[];
  /** Answered beside the probes. */
  readonly routes?: Hono;
  /**
   * Works until `signal` is aborted, then finishes what is under way and resolves. Rejects only when going on is
   * pointless: the program then ends, for its supervisor to start it again.
   */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** One of the things the program can be. */
export interface Role {
  readonly name: string;
  /** What it does, in a line of `--help`. */
  readonly title: string;
  /** What it reads from the environment beside what all read. */
  readonly variables: Variables;
  /** @throws ConfigError */
  readonly create: (parts: RoleParts, env: Environment) => RoleRun;
}

/** States a role; `create` gets its variables parsed. */
export function defineRole<Schema extends Variables>(role: {
  name: string;
  title: string;
  variables: Schema;
  create: (parts: RoleParts, config: z.output<Schema>) => RoleRun;
}): Role {
  const { name, title, variables } = role;
  return { name, title, variables, create: (parts, env) => role.create(parts, readConfig(variables, env)) };
}
