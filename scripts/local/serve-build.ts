import path from 'node:path';
import { project } from './project.ts';
import { type Instance, serve } from './serve.ts';

interface ServeBuildOptions {
  readonly port: number;
  readonly state: string;
  /** The address it listens at; only this machine reaches it unless told otherwise. */
  readonly host?: string | undefined;
  /** The configuration inside the build; tests run a copy of it. */
  readonly config?: string;
  /** Overrides of `[vars]`. */
  readonly vars?: Readonly<Record<string, string>>;
  /** Added to the environment of wrangler. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal;
}

/** Runs the built Worker under `wrangler dev`, with everything it keeps below `state`. */
export function serveBuild(options: ServeBuildOptions): Promise<Instance> {
  const vars = Object.entries(options.vars ?? {}).flatMap(([name, value]) => ['--var', `${name}:${value}`]);
  return serve({
    file: project.wrangler,
    args: [
      'dev',
      ...['--config', options.config ?? project.builtConfig],
      ...['--port', String(options.port), '--inspector-port', '0'],
      ...['--persist-to', options.state],
      ...(options.host === undefined ? [] : ['--ip', options.host]),
      '--show-interactive-dev-session=false',
      ...vars,
    ],
    port: options.port,
    signal: options.signal,
    logFile: path.join(options.state, 'server.log'),
    // Instances must not find one another: two of them would share their Durable Objects by name.
    env: { ...options.env, WRANGLER_REGISTRY_PATH: path.join(options.state, 'registry') },
  });
}
