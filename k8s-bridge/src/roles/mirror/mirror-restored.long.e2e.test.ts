import { expect, vi } from 'vitest';
import { z } from 'zod';
import { test } from '#test/e2e/e2e-test.ts';
import { signUp, withDatabase } from '#test/e2e-client.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { newServiceToken } from '#test/service-token.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { startBridge } from '../../../test/bridge-process.ts';
import { newKafkaStage, sharedKafka } from '../../../test/kafka-stage.ts';

await describeNeeding('a mirror of an edge that goes back in time', [ensureKafka, ensureKcat], () => {
  test('MI9 the database is restored to an earlier point: the mirror stops and says so, and a resync brings it back', async ({
    ownCarillon,
  }) => {
    const { origin, operatorToken } = ownCarillon;
    const stage = await newKafkaStage(await sharedKafka());
    const { secret: token } = await newServiceToken({ origin, operatorToken }, ['feed']);
    const mirror = startBridge({ ...stage.env, CARILLON_URL: origin, CARILLON_TOKEN: token, CONSUMER: 'restored' });
    const person = await signUp(origin, 'Europe/Berlin');
    const titles = async (): Promise<string[]> => {
      const records = await stage.read('task-updates');
      return records.map(({ value }) => String(JSON.parse(value ?? '{}').data?.task?.title));
    };
    const create = (n: number) =>
      person.command([{ type: 'task.create', taskId: nthId('task', n), title: `Restored ${n}` }]);
    try {
      await mirror.untilLogged('mirror.snapshot_finished');
      await create(701);
      await create(702);
      await vi.waitUntil(async () => (await titles()).includes('Restored 702'), { timeout: 60_000, interval: 100 });
      await ownCarillon.killHard();
      await withDatabase(ownCarillon.state, (db) => {
        const { seq } = z.object({ seq: z.int() }).parse(db.prepare('SELECT max(seq) - 1 AS seq FROM events').get());
        db.exec(`DELETE FROM events WHERE seq > ${seq}; UPDATE sqlite_sequence SET seq = ${seq} WHERE name = 'events';
          UPDATE feed_consumers SET seq = ${seq}; DELETE FROM tasks WHERE title = 'Restored 702';`);
      });
      await ownCarillon.restart();
      await mirror.untilLogged('mirror.rewound');
      // What happens on the new line of history stays here until somebody decides.
      await create(703);
      const resynced = await fetch(`${origin}/api/operator/feed/resync`, {
        method: 'POST',
        headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ consumer: 'restored' }),
      });
      expect(resynced.status).toBeLessThan(300);
      await mirror.untilLogged('mirror.snapshot_finished', 2);
      await create(704);
      await vi.waitUntil(async () => (await titles()).includes('Restored 704'), { timeout: 60_000, interval: 100 });
      const events = (await stage.read('task-events')).map(({ value }) => value ?? '');
      expect(events.some((text) => text.includes('Restored 704'))).toBe(true);
      expect(events.some((text) => text.includes('Restored 703'))).toBe(false);
      expect(await titles()).toContain('Restored 703');
    } finally {
      mirror.signal('SIGKILL');
      await mirror.ended;
    }
  });
});
