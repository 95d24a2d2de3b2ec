import type { Clock } from '../clock.ts';
import type { BridgeConfig } from '../config/bridge-variables.ts';
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

/** Topics are the business of whoever runs the broker behind Dapr. */
export function daprTransport({ config, clock, random, log }: DaprTransportParts): Transport {
  const sidecar = daprSidecar(config, fetch);
  const { routes, newSource } = daprSubscriptions({
    sidecar,
    isDeclarative: config.DAPR_SUBSCRIPTIONS === 'declarative',
    clock,
    random,
    log,
  });
  return {
    newSink: () => daprSink(sidecar),
    newOpenSink: () => daprSink(sidecar),
    newSource,
    prepare: async () => {},
    check: sidecar.checkOutbound,
    routes,
  };
}
