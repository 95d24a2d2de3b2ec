import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ActivityPageSchema } from '#core/query/activity-query.ts';
import { signUp } from '#test/e2e-client.ts';
import { startCarillon } from '#test/e2e-harness.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { type BridgeProcess, startBridge } from '../../../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../../test/kafka-stage.ts';

// From a command to a record while nobody fetches: the real Worker pushes, a bridge takes it in, before a real broker.

const EventSchema = z.looseObject({ id: z.string() });

await describeNeeding('an edge that pushes', [ensureKafka, ensureKcat], () => {
  test('PM13 killed at both ends while people work, nothing is missing or out of order on the topics', async () => {
    const stage = await newKafkaStage(await sharedKafka());
    const running: BridgeProcess[] = [];
    const startIngress = async (port = '0'): Promise<string> => {
      const bridge = startBridge({ ...stage.env, ROLES: 'ingress', INGRESS_PASSWORD: 'right', PORT: port });
      running.push(bridge);
      const started = await bridge.untilLogged('bridge.started');
      return String(started.port);
    };
    const port = await startIngress();
    const carillon = await startCarillon({
      vars: { PUSH_MIRROR_URL: `http://127.0.0.1:${port}`, PUSH_MIRROR_PASSWORD: 'right' },
    });
    try {
      const person = await signUp(carillon.origin, 'Europe/Berlin');
      const create = async (from: number, to: number) => {
        for (let n = from; n < to; n += 1)
          await person.command([{ type: 'task.create', taskId: nthId('task', n), title: `Pushed ${n}` }]);
      };
      const arrived = async () => {
        const records = await stage.read('task-events');
        return records.map(({ value }) => ({ text: value ?? '', id: EventSchema.parse(JSON.parse(value ?? '')).id }));
      };
      const untilArrived = (title: string) =>
        vi.waitUntil(async () => (await arrived()).some(({ text }) => text.includes(`"${title}"`)), {
          timeout: 90_000,
          interval: 200,
        });
      await carillon.tickCron('* * * * *');
      await create(0, 10);
      await untilArrived('Pushed 9');

      // The cluster's end goes with what it had in its hands, people go on, and it comes back.
      await create(10, 13);
      running[0]?.signal('SIGKILL');
      await running[0]?.ended;
      await create(13, 20);
      await startIngress(port);
      await untilArrived('Pushed 19');

      // The edge goes, with what it had in its hands.
      await create(20, 30);
      await carillon.killHard();
      await carillon.restart();
      await create(30, 40);
      await carillon.tickCron('* * * * *');
      await untilArrived('Pushed 39');

      const activity = ActivityPageSchema.parse(await person.get('/activity?per_page=200')).events;
      const logged = activity.filter(({ type }) => type === 'task.created').sort((a, b) => a.seq - b.seq);
      expect(logged.length).toBeGreaterThanOrEqual(40);
      const ids: readonly string[] = logged.map(({ id }) => id);
      const seen = new Set((await arrived()).map(({ id }) => id).filter((id) => ids.includes(id)));
      expect([...seen].slice(-40)).toEqual(ids.slice(-40));
      const updates = await stage.read('task-updates');
      const states = new Map(updates.map(({ key, value }) => [key?.split('/')[1], value]));
      for (let n = 0; n < 40; n += 1) expect(states.get(nthId('task', n))).toContain(`"Pushed ${n}"`);
    } finally {
      await carillon.stop();
      for (const { child, ended } of running) {
        child.kill('SIGKILL');
        await ended;
      }
    }
  }, 400_000);
});
