import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { ensureServiceToken } from '../bridge/ensure-service-token.ts';
import { runProgram } from '../cluster/run-program.ts';
import { runningOrigin } from '../local/claim-state.ts';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Engine } from './plan-cluster.ts';

const TIMEOUT_MS = 5_000;
const HOW = 'Start it with `npm start -- --host 0.0.0.0`, which lets the pods of this machine reach it.';

/** The edge beside the cluster, and what lets the bridge in. */
export interface LocalEdge {
  readonly port: string;
  readonly token: string;
}

/**
 * The edge that runs on this machine, with a token of its operator.
 *
 * @throws PlainError when none runs, or only this machine itself can reach it
 */
export async function findLocalEdge(): Promise<LocalEdge> {
  const origin = await runningOrigin(project.state);
  if (origin === null) throw new PlainError(`No local edge runs. ${HOW}`);
  const { port } = new URL(origin);
  const outside = outsideAddress();
  if (outside !== null && !(await answers(`http://${outside}:${port}`)))
    throw new PlainError(`The edge at ${origin} is only to be reached from itself. ${HOW}`);
  return { port, token: await ensureServiceToken(origin, path.join(project.state, 'cluster')) };
}

/** What the pods call this machine. The network of kind is there once a cluster is. */
export async function hostOf(engine: Engine): Promise<string> {
  if (engine === 'minikube') return 'host.minikube.internal';
  const format = '{{range .IPAM.Config}}{{.Gateway}} {{end}}';
  return gatewayOf(await runProgram('docker', ['network', 'inspect', 'kind', '--format', format]));
}

/** @throws PlainError when there is none by IPv4 */
export function gatewayOf(gateways: string): string {
  const found = gateways.split(/\s+/).find((each) => /^\d+(\.\d+){3}$/.test(each));
  if (found === undefined) throw new PlainError('The network of kind has no gateway: name the edge with --edge.');
  return found;
}

function outsideAddress(): string | null {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}

async function answers(origin: string): Promise<boolean> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(`${origin}/health`, { signal, redirect: 'error' }).catch(() => null);
  await answer?.body?.cancel();
  return answer !== null;
}
