import type { BridgeConfig } from '../config/bridge-variables.ts';
import { SinkUnavailable } from '../errors.ts';

/** The daprd beside this process, spoken to in plain HTTP: its SDK brings a web framework and no more than that. */
export interface DaprSidecar {
  readonly url: string;
  readonly pubsub: string;
  readonly prefix: string;
  readonly fetch: typeof fetch;
  /** @throws when it does not answer, or its components are not there */
  readonly checkOutbound: () => Promise<void>;
}

const TIMEOUT_MS = 3_000;

export function daprSidecar(config: BridgeConfig, fetch: typeof globalThis.fetch): DaprSidecar {
  const url = config.DAPR_URL.replace(/\/$/, '');
  return {
    url,
    pubsub: config.DAPR_PUBSUB,
    prefix: config.TOPIC_PREFIX,
    fetch,
    async checkOutbound() {
      // Not /healthz: that one waits for this program to listen, which may wait for this answer.
      const answer = await fetch(`${url}/v1.0/healthz/outbound`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      await answer.body?.cancel();
      if (!answer.ok) throw new SinkUnavailable(`the sidecar answered ${answer.status}`);
    },
  };
}
