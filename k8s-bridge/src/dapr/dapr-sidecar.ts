import type { BridgeConfig } from '../config/bridge-variables.ts';
import { SinkUnavailable } from '../errors.ts';
import { DAPR_TOKEN_HEADER } from './dapr-token-header.ts';

/** The daprd beside this process, spoken to in plain HTTP: its SDK brings a web framework and no more than that. */
export interface DaprSidecar {
  readonly pubsub: string;
  readonly prefix: string;
  /** One request to its API, with the token as it is now. */
  readonly ask: (path: string, init: RequestInit) => Promise<Response>;
  /** @throws when it does not answer, or its components are not there */
  readonly checkOutbound: () => Promise<void>;
}

const TIMEOUT_MS = 3_000;

export function daprSidecar(config: BridgeConfig, fetch: typeof globalThis.fetch): DaprSidecar {
  const url = config.DAPR_URL.replace(/\/$/, '');
  const ask: DaprSidecar['ask'] = async (path, init) => {
    const headers = new Headers(init.headers);
    if (config.DAPR_API_TOKEN) headers.set(DAPR_TOKEN_HEADER, await config.DAPR_API_TOKEN.read());
    // A redirect would carry the token elsewhere.
    return await fetch(`${url}${path}`, { ...init, headers, redirect: 'error' });
  };
  return {
    pubsub: config.DAPR_PUBSUB,
    prefix: config.TOPIC_PREFIX,
    ask,
    async checkOutbound() {
      // Not /healthz: that one waits for this program to listen, which may wait for this answer.
      const answer = await ask('/v1.0/healthz/outbound', { signal: AbortSignal.timeout(TIMEOUT_MS) });
      await answer.body?.cancel();
      if (!answer.ok) throw new SinkUnavailable(`the sidecar answered ${answer.status}`);
    },
  };
}
