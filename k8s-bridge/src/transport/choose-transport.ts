import type { Clock } from '../clock.ts';
import type { BridgeConfig } from '../config/bridge-variables.ts';
import { daprTransport } from '../dapr/dapr-transport.ts';
import { kafkaTransport } from '../kafka/kafka-transport.ts';
import type { Log } from '../log.ts';
import { newMemoryBroker } from '../sinks/memory-sink.ts';
import { memoryTransport } from './memory-transport.ts';
import type { Transport } from './transport.ts';

interface TransportParts {
  readonly config: BridgeConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** @throws ConfigError when the transport lacks something it needs */
export function chooseTransport(parts: TransportParts): Transport {
  switch (parts.config.TRANSPORT) {
    case 'kafka':
      return kafkaTransport(parts);
    case 'memory':
      return memoryTransport(newMemoryBroker());
    case 'dapr':
      return daprTransport(parts);
  }
}
