import { Kafka, UpstashError } from '@upstash/kafka';
import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { startBridge } from '../../../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../../test/kafka-stage.ts';

await describeNeeding('an ingress before a real broker', [ensureKafka, ensureKcat], () => {
  test('IG1 the client of Upstash pushes one and many, in order for each key, and is told what is wrong', async () => {
    const stage = await newKafkaStage(await sharedKafka());
    const bridge = startBridge({ ...stage.env, ROLES: 'ingress', INGRESS_PASSWORD: 'right' });
    try {
      const { port } = await bridge.untilLogged('bridge.started');
      const url = `http://127.0.0.1:${port}`;
      const producer = new Kafka({ url, username: 'carillon', password: 'right' }).producer();
      const one = await producer.produce('task-events', { n: 0 }, { key: 'usr_a' });
      expect(one).toEqual({ topic: 'task-events', partition: -1, offset: -1, timestamp: expect.any(Number) });
      const many = Array.from({ length: 200 }, (_, n) => ({
        topic: 'task-events',
        key: n % 2 === 0 ? 'usr_a' : 'usr_b',
        value: { n: n + 1 },
      }));
      const tombstone = { topic: 'task-updates', key: 'task_a', value: undefined };
      expect(await producer.produceMany([...many, tombstone])).toHaveLength(201);
      const read = await stage.read('task-events');
      const valuesOf = (key: string) => read.filter((record) => record.key === key).map(({ value }) => value);
      const sentOf = (key: string) => many.filter((each) => each.key === key).map(({ value }) => JSON.stringify(value));
      expect(valuesOf('usr_a')).toEqual(['{"n":0}', ...sentOf('usr_a')]);
      expect(valuesOf('usr_b')).toEqual(sentOf('usr_b'));
      expect(await stage.read('task-updates')).toMatchObject([{ key: 'task_a', value: null }]);

      const post = (authorization: string, body: object) =>
        fetch(`${url}/produce`, { method: 'POST', headers: { authorization }, body: JSON.stringify(body) });
      const stranger = await post(`Basic ${btoa('carillon:wrong')}`, many[0] ?? {});
      expect(new UpstashError(Object(await stranger.json()))).toMatchObject({
        status: 401,
        message: 'Send a valid login.',
      });
      const unknown = await post(`Basic ${btoa('carillon:right')}`, { topic: 'other', key: 'a', value: 'a' });
      expect(new UpstashError(Object(await unknown.json()))).toMatchObject({ status: 400 });
      bridge.signal('SIGTERM');
      expect(await bridge.ended).toBe(0);
    } finally {
      bridge.child.kill('SIGKILL');
      await bridge.ended;
    }
  });
});
