import { freePorts } from '../local/free-ports.ts';
import { daprd } from './ensure-daprd.ts';
import { startTied, type TiedProcess } from './tied-process.ts';
import { untilReady } from './until-ready.ts';

const ANSWER_TIMEOUT_MS = 2_000;

interface DaprdOptions {
  /** Also the consumer group of its Kafka subscriptions, unless the component names one. */
  readonly appId: string;
  /** The folder with components and subscriptions, as YAML. */
  readonly resourcesDir: string;
  /** Where the app that takes deliveries listens. Without one it only publishes. */
  readonly appPort?: number;
  /** Returns when publishing works, although the app may not listen yet. Otherwise start the app first. */
  readonly isAppLater?: boolean;
  /** Of its HTTP API; 0 is any free one. */
  readonly port?: number;
  /** Further flags, as daprd names them. */
  readonly flags?: readonly string[];
  /** What `local.env` secrets and the components' `envRef` read. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running Dapr sidecar without a control plane. */
export interface DaprdProcess {
  /** Of its HTTP API, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Of the present process: another one after `restart`. */
  readonly pid: () => number;
  /** Settles when the present process is gone, by whatever cause. */
  readonly ended: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly kill9: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** The same ports and components again, after `kill9` or in order. */
  readonly restart: () => Promise<void>;
  readonly logTail: () => string;
}

/** Starts one and returns when its health endpoint says that it is ready. Call `ensureDaprd` first. */
export async function startDaprd(options: DaprdOptions): Promise<DaprdProcess> {
  const [free = 0, grpc = 0, internalGrpc = 0] = await freePorts(3);
  const port = options.port || free;
  const url = `http://127.0.0.1:${port}`;
  const args = [
    ...['--app-id', options.appId, '--resources-path', options.resourcesDir],
    ...(options.appPort === undefined ? [] : ['--app-port', String(options.appPort)]),
    ...['--dapr-http-port', String(port), '--dapr-grpc-port', String(grpc)],
    ...['--dapr-internal-grpc-port', String(internalGrpc), '--enable-metrics=false'],
    ...['--dapr-listen-addresses', '127.0.0.1', '--dapr-internal-grpc-listen-address', '127.0.0.1'],
    // No control plane: nothing of it is looked for.
    ...['--placement-host-address', '', '--scheduler-host-address', '', '--disable-builtin-k8s-secret-store'],
    ...(options.flags ?? []),
  ];
  const health = `${url}/v1.0/healthz${options.isAppLater ? '/outbound' : ''}`;
  const run = async () => {
    const program = await startTied({ command: daprd, args, env: options.env });
    await untilReady('daprd', program, () => isHealthy(health));
    return program;
  };
  let program: TiedProcess = await run();
  return {
    url,
    port,
    pid: () => program.pid,
    ended: () => program.ended,
    stop: () => program.stop(),
    kill9: () => program.kill9(),
    pause: () => program.pause(),
    resume: () => program.resume(),
    restart: async () => {
      await program.stop();
      program = await run();
    },
    logTail: () => program.logTail(),
  };
}

async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}
