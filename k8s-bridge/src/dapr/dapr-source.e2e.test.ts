import { afterEach } from 'vitest';
import { sourceContract } from '#test/contracts/event-source.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureDaprd } from '../../../scripts/cluster/ensure-daprd.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../scripts/cluster/ensure-kcat.ts';
import { type DaprStage, newDaprStage } from '../../test/dapr-stage.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';

await describeNeeding('the source for Dapr, on a real daprd', [ensureKafka, ensureKcat, ensureDaprd], () => {
  let dapr: DaprStage;
  afterEach(() => dapr.stop());
  sourceContract(
    async () => {
      const broker = await sharedKafka();
      const { prefix, transport } = await newKafkaStage(broker, { TOPIC_PARTITIONS: 'task-events=1' });
      dapr = await newDaprStage(broker, prefix);
      return {
        newSource: () => {
          const { newSource } = dapr.newTransport();
          const source = newSource();
          return {
            ...source,
            // The sidecar asks once, at its start, what is subscribed to: each session has its own.
            async run(subscription, signal) {
              await dapr.stopSidecar();
              const running = source.run(subscription, signal);
              await dapr.startSidecar();
              await running;
              await dapr.stopSidecar();
            },
          };
        },
        async put(records) {
          const sink = transport.newOpenSink();
          await sink.connect();
          await sink.publish(records, { timeoutMs: 30_000 });
          await sink.close();
        },
      };
    },
    // A sidecar hands out the records of a partition one after the other.
    { canCollect: false, keepsContentType: false },
  );
});
