import { afterEach } from 'vitest';
import { sinkContract } from '#test/contracts/event-sink.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureDaprd } from '../../../scripts/cluster/ensure-daprd.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../scripts/cluster/ensure-kcat.ts';
import { type DaprStage, newDaprStage } from '../../test/dapr-stage.ts';
import { newKafkaStage, sharedKafka } from '../../test/kafka-stage.ts';

await describeNeeding('the sink for Dapr, on a real daprd', [ensureKafka, ensureKcat, ensureDaprd], () => {
  let dapr: DaprStage;
  afterEach(() => dapr.stop());
  sinkContract(
    async () => {
      const broker = await sharedKafka();
      const { prefix, read } = await newKafkaStage(broker);
      dapr = await newDaprStage(broker, prefix);
      const { newSink } = dapr.newTransport();
      return {
        newSink,
        read: async (topic) =>
          (await read(topic)).map(({ key, value, headers }) => ({ key, body: value, headers: textOf(headers) })),
      };
    },
    { canFence: false, tombstone: '' },
  );
});

function textOf(headers: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
}
