import type { Clock } from '../clock.ts';
import type { BridgeConfig } from '../config/bridge-variables.ts';
import type { Log } from '../log.ts';
import type { Transport } from '../transport/transport.ts';
import { createTopics } from './create-topics.ts';
import { kafkaClients } from './kafka-client.ts';
import { kafkaSink } from './kafka-sink.ts';
import { kafkaSource } from './kafka-source.ts';
import { withAdmin } from './with-admin.ts';

interface KafkaTransportParts {
  readonly config: BridgeConfig;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** @throws ConfigError when what is configured does not fit together */
export function kafkaTransport({ config, clock, random, log }: KafkaTransportParts): Transport {
  const newClient = kafkaClients(config, log);
  const prefix = config.TOPIC_PREFIX;
  const check = () =>
    withAdmin(newClient, async (admin) => {
      await admin.describeCluster();
    });
  return {
    newSink: (name) => kafkaSink({ newClient, prefix, clock, transactionalId: `${prefix}carillon-${name}` }),
    newOpenSink: () => kafkaSink({ newClient, prefix, clock, transactionalId: null }),
    newSource: () => kafkaSource({ newClient, prefix, clock, random, log, check }),
    async prepare() {
      if (!config.CREATE_TOPICS) return;
      const plan = { prefix, partitions: config.TOPIC_PARTITIONS, replicationFactor: config.REPLICATION_FACTOR };
      await withAdmin(newClient, (admin) => createTopics(admin, plan, log));
    },
    check,
  };
}
