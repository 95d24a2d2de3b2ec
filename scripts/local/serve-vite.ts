import path from 'node:path';
import { project } from './project.ts';
import { type Instance, serve } from './serve.ts';

/** Runs everything from source under Vite, which reloads what changes. State is the same as under `npm start`. */
export function serveVite(options: {
  readonly port: number;
  readonly state: string;
  /** The address it listens at; only this machine reaches it unless told otherwise. */
  readonly host?: string | undefined;
  readonly signal?: AbortSignal;
}): Promise<Instance> {
  return serve({
    file: project.reactRouter,
    args: [
      ...['dev', '--port', String(options.port), '--strictPort'],
      ...(options.host === undefined ? [] : ['--host', options.host]),
    ],
    port: options.port,
    isVerbose: true,
    signal: options.signal,
    logFile: path.join(options.state, 'server.log'),
    env: { CARILLON_STATE: options.state, WRANGLER_REGISTRY_PATH: path.join(options.state, 'registry') },
  });
}
