import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PlainError } from '../local/plain-error.ts';

/** A Service of the cluster, at an address of this machine. */
export interface ForwardedPort {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** How long kubectl may look for the pod. */
const TIMEOUT_MS = 30_000;

/** @throws PlainError when kubectl ends before it forwards, or does neither */
export async function forwardPort(namespace: string, service: string, port: number): Promise<ForwardedPort> {
  const args = ['port-forward', '--namespace', namespace, `service/${service}`, `:${port}`];
  const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const deadline = setTimeout(() => child.kill(), TIMEOUT_MS);
  for await (const line of createInterface({ input: child.stdout })) {
    const local = /Forwarding from 127\.0\.0\.1:(?<local>\d+)/.exec(line)?.groups?.local;
    if (local === undefined) continue;
    clearTimeout(deadline);
    const stop = async () => {
      child.kill();
      await closed;
    };
    return { origin: `http://127.0.0.1:${local}`, stop };
  }
  clearTimeout(deadline);
  throw new PlainError(`kubectl cannot reach ${service} in ${namespace}.`);
}
