import { expect, test } from 'vitest';
import { z } from 'zod';
import { wantedTopics } from '#bridge/kafka/create-topics.ts';
import { TOPICS } from '#core/feed/topics.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { VALUE_SETS } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { componentOf, JobSchema, ManifestSchema, ofKind } from './manifests.ts';
import { render } from './render.ts';

const TopicSchema = ManifestSchema.extend({
  spec: z.object({
    topicName: z.string(),
    partitions: z.number(),
    replicas: z.number(),
    config: z.record(z.string(), z.coerce.string()),
  }),
});
const TriggerSchema = z.object({
  type: z.literal('kafka'),
  metadata: z.looseObject({ consumerGroup: z.string(), topic: z.string(), lagThreshold: z.string() }),
});
const ScaledSchema = ManifestSchema.extend({
  spec: z.looseObject({
    scaleTargetRef: z.object({ name: z.string() }),
    minReplicaCount: z.number(),
    maxReplicaCount: z.number(),
    fallback: z.object({ failureThreshold: z.number(), replicas: z.number() }),
    triggers: z.array(TriggerSchema),
  }),
});
const strimzi = (replicationFactor: number) => ({
  topics: { manage: 'strimzi', replicationFactor },
  topicPrefix: 'a.',
});
/** As `consumerGroup` of the sources says it. */
const GROUPS = { notifier: 'carillon-notifier-v1', archiver: 'carillon-archiver-v1' };
const READ = { notifier: ['reminders'], archiver: ['task-events', 'reminders', 'notification-events'] };

await describeNeeding('the topics of the chart', [ensureHelm], () => {
  test.for([1, 3])(
    'CHT14 Strimzi makes with %i copies the topics that the program would make',
    async (replicationFactor) => {
      const made = ofKind(await render(strimzi(replicationFactor)), 'KafkaTopic', TopicSchema);
      const wanted = wantedTopics({ prefix: 'a.', partitions: new Map(), replicationFactor });
      const asWanted = made.map(({ spec: { topicName, partitions, replicas, config } }) => [
        topicName,
        { partitions, replicas, config },
      ]);
      expect(Object.fromEntries(asWanted)).toEqual(
        Object.fromEntries(
          wanted.map(({ topic, numPartitions, configEntries }) => [
            topic,
            {
              partitions: numPartitions,
              replicas: replicationFactor,
              config: Object.fromEntries(configEntries.map(({ name, value }) => [name, value])),
            },
          ]),
        ),
      );
    },
  );

  test('CHT14 what was written outlives the release', async () => {
    for (const { metadata } of ofKind(await render(strimzi(1)), 'KafkaTopic', TopicSchema))
      expect(metadata.annotations['helm.sh/resource-policy']).toBe('keep');
  });

  test('CHT14 a Job makes them by the command of the program, under another name whenever it has to do something else', async () => {
    const job = async (values: object) => ofKind(await render(values), 'Job', JobSchema);
    const [first] = await job({});
    expect(first?.spec.template.spec.containers[0]?.args).toEqual(['create-topics']);
    const partitions =
      first?.spec.template.spec.containers[0]?.env.find(({ name }) => name === 'TOPIC_PARTITIONS')?.value ?? '';
    expect(
      partitions
        .split(',')
        .map((pair) => pair.split('=')[0])
        .sort(),
    ).toEqual([...TOPICS].sort());
    const names = [first?.metadata.name];
    for (const values of [
      { topics: { partitions: { reminders: 4 } } },
      { image: { tag: '9' } },
      { kafka: { brokers: ['b:9092'] } },
    ])
      names.push((await job(values))[0]?.metadata.name);
    expect(new Set(names).size).toBe(4);
    expect((await job({ mirror: { replicas: 3 } }))[0]?.metadata.name).toBe(first?.metadata.name);
    for (const manage of ['strimzi', 'none']) expect(await job({ topics: { manage } })).toEqual([]);
  });

  for (const set of VALUE_SETS) {
    test(`CHT10 of ${set} no group gets more members than partitions, and KEDA looks at the group of the program`, async () => {
      const manifests = await render({ keda: { enabled: true } }, set);
      const prefix = set === 'staging' ? 'staging.' : '';
      const partitions = set === 'production' ? 12 : 2;
      const scaled = ofKind(manifests, 'ScaledObject', ScaledSchema);
      expect(scaled.map(componentOf).sort()).toEqual(['archiver', 'notifier']);
      for (const each of scaled) {
        const role = z.enum(['notifier', 'archiver']).parse(componentOf(each));
        expect(each.spec.scaleTargetRef.name).toBe(`carillon-bridge-${role}`);
        expect(each.spec.maxReplicaCount).toBeLessThanOrEqual(
          role === 'archiver' && set !== 'production' ? 3 : partitions,
        );
        expect(each.spec.fallback).toEqual({ failureThreshold: 3, replicas: each.spec.minReplicaCount });
        expect(each.spec.triggers.map(({ metadata }) => metadata.topic)).toEqual(
          READ[role].map((topic) => `${prefix}${topic}`),
        );
        for (const { metadata } of each.spec.triggers) {
          expect(metadata.consumerGroup).toBe(`${prefix}${GROUPS[role]}`);
          expect(metadata).toMatchObject({ offsetResetPolicy: 'earliest', allowIdleConsumers: 'false' });
        }
      }
    });
  }

  test('CHT10 without KEDA the CPU of the program decides, within the same bounds', async () => {
    const manifests = await render({ transport: 'dapr' });
    expect(manifests.filter(({ kind }) => kind === 'ScaledObject')).toEqual([]);
    const scalers = manifests.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    expect(scalers.map(componentOf).sort()).toEqual(['archiver', 'notifier']);
    for (const scaler of scalers)
      expect(scaler).toMatchObject({
        spec: { metrics: [{ type: 'ContainerResource', containerResource: { container: 'bridge', name: 'cpu' } }] },
      });
  });
});
