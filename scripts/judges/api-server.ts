import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../cluster/temporary-folder.ts';
import { startTied, type TiedProcess } from '../cluster/tied-process.ts';
import { untilReady } from '../cluster/until-ready.ts';
import { freePorts } from '../local/free-ports.ts';
import { PlainError } from '../local/plain-error.ts';
import { CRD_FOLDERS, crds } from './ensure-crds.ts';
import { findEtcd } from './ensure-etcd.ts';
import { kubeApiserver, kubectl } from './ensure-kubernetes.ts';

const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 200;

export interface KubectlAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real API server on this machine, with nothing behind it: it judges what it is given, and no pod ever runs. */
export interface ApiServer {
  /** The path of a file for `kubectl --kubeconfig` and `helm --kubeconfig`; its user may do everything. */
  readonly kubeconfig: string;
  /** Runs kubectl against it, with `input` as its stdin; the answer is not judged. */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<KubectlAnswer>;
  /** A namespace with the account that a controller would make, in which only pods of the `restricted` kind are let in. */
  readonly newNamespace: (name: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts it with the definitions of all custom resources, roles (RBAC) and pod security enforced. Call `ensureKubernetes`,
 * `ensureEtcd` and `ensureCrds` first.
 */
export async function startApiServer(): Promise<ApiServer> {
  const folder = await temporaryFolder('kubernetes');
  const kubeconfig = path.join(folder, 'kubeconfig');
  const started: TiedProcess[] = [];
  const stop = async () => {
    for (const program of started.reverse()) await program.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const ask = (args: readonly string[], input?: string) => runKubectl(kubeconfig, args, input);
  const must = async (args: readonly string[], input?: string) => {
    const { code, stderr } = await ask(args, input);
    if (code !== 0) throw new PlainError(`kubectl ${args.join(' ')} ended with ${code}: ${stderr}`);
  };
  const newNamespace = async (name: string) => {
    await must(['create', 'namespace', name]);
    await must(['label', 'namespace', name, 'pod-security.kubernetes.io/enforce=restricted']);
    await must(['create', 'serviceaccount', 'default', '--namespace', name]);
  };
  try {
    const [client = 0, peer = 0, port = 0] = await freePorts(3);
    started.push(await startEtcd(folder, client, peer));
    const token = randomBytes(16).toString('hex');
    await writeFile(kubeconfig, kubeconfigOf(port, token), { mode: 0o600 });
    const program = await startTied({
      command: kubeApiserver,
      args: await serverFlags(folder, `http://127.0.0.1:${client}`, port, token),
    });
    started.push(program);
    const isReady = async () => (await ask(['get', '--raw', '/readyz'])).code === 0;
    await untilReady('The API server', program, isReady, READY_TIMEOUT_MS);
    await installDefinitions(must);
    return { kubeconfig, kubectl: ask, newNamespace, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startEtcd(folder: string, client: number, peer: number): Promise<TiedProcess> {
  const [clientUrl, peerUrl] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  const args = [
    ...['--name', 'judge', '--data-dir', path.join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'error'],
    ...['--listen-client-urls', clientUrl, '--advertise-client-urls', clientUrl],
    ...['--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl],
    ...['--initial-cluster', `judge=${peerUrl}`],
  ];
  const program = await startTied({ command: findEtcd(), args });
  const isHealthy = () =>
    fetch(`${clientUrl}/health`)
      .then(({ ok }) => ok)
      .catch(() => false);
  await untilReady('etcd', program, isHealthy);
  return program;
}

async function serverFlags(folder: string, etcd: string, port: number, token: string): Promise<string[]> {
  const key = path.join(folder, 'service-accounts.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const tokens = path.join(folder, 'tokens.csv');
  await writeFile(tokens, `${token},judge,judge,system:masters\n`, { mode: 0o600 });
  return [
    ...[`--etcd-servers=${etcd}`, `--secure-port=${port}`, `--cert-dir=${path.join(folder, 'certificates')}`],
    ...['--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', '--service-cluster-ip-range=10.0.0.0/24'],
    ...['--service-account-issuer=https://kubernetes.default.svc', `--service-account-signing-key-file=${key}`],
    ...[`--service-account-key-file=${key}`, `--token-auth-file=${tokens}`, '--authorization-mode=RBAC'],
    // Nobody serves behind the address that it would publish.
    '--endpoint-reconciler-type=none',
  ];
}

function kubeconfigOf(port: number, token: string): string {
  const cluster = { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'judge', cluster }],
    users: [{ name: 'judge', user: { token } }],
    contexts: [{ name: 'judge', context: { cluster: 'judge', user: 'judge' } }],
    'current-context': 'judge',
  });
}

async function installDefinitions(must: (args: readonly string[]) => Promise<void>): Promise<void> {
  const folders = CRD_FOLDERS.flatMap((name) => ['--filename', path.join(crds, name)]);
  await must(['apply', '--server-side', ...folders]);
  await must(['wait', '--for=condition=Established', '--timeout=120s', 'customresourcedefinitions', '--all']);
  // Established says that it is named; a moment later it is served as well.
  const deadline = performance.now() + READY_TIMEOUT_MS;
  const served = () => must(['get', 'scaledobjects.keda.sh,components.dapr.io,kafkatopics.kafka.strimzi.io']);
  for (;;) {
    try {
      return await served();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(POLL_MS);
    }
  }
}

async function runKubectl(kubeconfig: string, args: readonly string[], input = ''): Promise<KubectlAnswer> {
  const child = spawn(kubectl, ['--kubeconfig', kubeconfig, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, stdout, stderr };
}
