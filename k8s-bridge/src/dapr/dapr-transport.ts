import type { Clock } from '../clock.ts';
import type { BridgeConfig } from '../config/bridge-variables.ts';
import { ConfigError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Transport } from '../transport/transport.ts';
import { daprSidecar } from './dapr-sidecar.ts';
import { daprSink } from './dapr-sink.ts';
import { daprSubscriptions } from './dapr-subscriptions.ts';

interface DaprTransportParts {
  readonly config: BridgeConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/**
 * Topics are the business of whoever runs the broker behind Dapr. Without a token of the sidecar nothing can be read, and
 * nobody can hand records in.
 */
export function daprTransport({ config, clock, random, log }: DaprTransportParts): Transport {
  const sidecar = daprSidecar(config, fetch);
  const isDeclarative = config.DAPR_SUBSCRIPTIONS === 'declarative';
  const appTokens = config.DAPR_APP_TOKEN;
  const subscriptions = appTokens && daprSubscriptions({ sidecar, appTokens, isDeclarative, clock, random, log });
  return {
    newSink: () => daprSink(sidecar),
    newOpenSink: () => daprSink(sidecar),
    newSource() {
      if (!subscriptions)
        throw new ConfigError('DAPR_APP_TOKEN is missing: without one anybody could hand in records as the sidecar.');
      return subscriptions.newSource();
    },
    prepare: async () => {},
    check: sidecar.checkOutbound,
    ...(subscriptions && { routes: subscriptions.routes }),
  };
}
