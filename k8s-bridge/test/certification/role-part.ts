import { vi } from 'vitest';
import { type DaprdProcess, startDaprd } from '../../../scripts/cluster/daprd-process.ts';
import { freePorts } from '../../../scripts/local/free-ports.ts';
import { type BridgeProcess, type StartBridge, startBridge } from '../bridge-process.ts';
import { DAPR_TOKENS, daprComponents } from '../dapr-stage.ts';
import type { RoleName } from './schedule.ts';

/** A role as a process of its own, with its sidecar where there is one, through all its deaths. */
export interface RolePart {
  readonly sidecar: DaprdProcess | null;
  readonly current: () => BridgeProcess;
  /** Starts the next process, which is the current one from then on; an earlier one may still be there. */
  readonly start: (launch?: StartBridge) => BridgeProcess;
  /** SIGKILL, and returns when it is gone. */
  readonly kill: () => Promise<void>;
  /** The last warnings and errors of each process, and what its sidecar wrote, for whoever looks for a cause. */
  readonly complaints: () => string[];
  readonly close: () => Promise<void>;
}

interface RoleOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** With Dapr: where its component finds the broker. */
  readonly dapr: { readonly bootstrap: string; readonly prefix: string } | null;
  /** How a process of it comes to be; as the program in the sources unless said otherwise. */
  readonly launch?: StartBridge;
}

const COMPLAINTS_TOLD = 12;

/** Starts one and returns when it serves. */
export async function startRole(name: RoleName, { env, dapr, launch = startBridge }: RoleOptions): Promise<RolePart> {
  // A sidecar has to know where its app listens, before and after a death.
  const [port = 0] = dapr ? await freePorts(1) : [];
  const sidecar = dapr
    ? await startDaprd({
        appId: name,
        resourcesDir: daprComponents,
        ...(name === 'mirror' ? {} : { appPort: port }),
        isAppLater: true,
        env: { ...DAPR_TOKENS.daprd, KAFKA_BROKERS: dapr.bootstrap, CONSUMER_GROUP: `${dapr.prefix}${name}` },
      })
    : null;
  const through = sidecar
    ? { TRANSPORT: 'dapr', DAPR_URL: sidecar.url, PORT: String(port), ...DAPR_TOKENS.bridge }
    : {};
  const started: BridgeProcess[] = [];
  let current: BridgeProcess;
  const start = (launchNext = launch) => {
    current = launchNext({ ...env, ROLES: name, ...through });
    started.push(current);
    return current;
  };
  current = start();
  await current.untilLogged('bridge.started');
  return {
    sidecar,
    current: () => current,
    start,
    async kill() {
      current.signal('SIGKILL');
      await current.ended;
    },
    complaints() {
      const said = started.flatMap(({ lines, errors }, n) => {
        const bad = lines.filter(({ level }) => level === 'warn' || level === 'error').slice(-COMPLAINTS_TOLD);
        return [...bad.map((line) => JSON.stringify(line)), errors()]
          .filter(Boolean)
          .map((line) => `${name} ${n + 1}: ${line}`);
      });
      const ofSidecar =
        sidecar
          ?.logTail()
          .split('\n')
          .filter((line) => /level=(warning|error|fatal)/.test(line)) ?? [];
      return [...said, ...ofSidecar.slice(-COMPLAINTS_TOLD).map((line) => `daprd of ${name}: ${line}`)];
    },
    async close() {
      for (const { signal, ended } of started) {
        signal('SIGKILL');
        await ended;
      }
      await sidecar?.stop();
    },
  };
}

/** Somebody who takes the lease waits until that of the dead is over. */
export async function untilLeased(mirror: BridgeProcess): Promise<void> {
  await vi.waitUntil(() => mirror.lines.some(({ event }) => event === 'mirror.leased'), {
    timeout: 120_000,
    interval: 20,
  });
}
