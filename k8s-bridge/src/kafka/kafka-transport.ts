import type { Admin } from 'kafkajs';
import type { Clock } from '../clock.ts';
import type { BridgeConfig } from '../config/bridge-variables.ts';
import { errorText, SinkUnavailable } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Transport } from '../transport/transport.ts';
import { createTopics } from './create-topics.ts';
import { kafkaClients } from './kafka-client.ts';
import { kafkaSink } from './kafka-sink.ts';
import { kafkaSource } from './kafka-source.ts';

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
  const withAdmin = async (use: (admin: Admin) => Promise<void>): Promise<void> => {
    const { kafka, cut } = await newClient();
    const admin = kafka.admin();
    try {
      await admin.connect();
      await use(admin);
    } catch (error) {
      throw new SinkUnavailable(`the broker does not answer: ${errorText(error)}`);
    } finally {
      await admin.disconnect().catch(() => undefined);
      cut();
    }
  };
  const check = () =>
    withAdmin(async (admin) => {
      await admin.describeCluster();
    });
  return {
    newSink: (name) => kafkaSink({ newClient, prefix, clock, transactionalId: `${prefix}carillon-${name}` }),
    newOpenSink: () => kafkaSink({ newClient, prefix, clock, transactionalId: null }),
    newSource: () => kafkaSource({ newClient, prefix, clock, random, log, check }),
    async prepare() {
      if (!config.CREATE_TOPICS) return;
      const plan = { prefix, partitions: config.TOPIC_PARTITIONS, replicationFactor: config.REPLICATION_FACTOR };
      await withAdmin((admin) => createTopics(admin, plan, log));
    },
    check,
  };
}
