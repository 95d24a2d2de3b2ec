import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#test/effects.ts';
import { createDemoAccount } from './create-demo-account.ts';

it('ERA5 a throw-away account whose 30 days are over is erased by the alarm of its own hub, with a last look later', async () => {
  const db = openDatabase(env.DB, newMeter());
  const { userId } = await createDemoAccount(db, realEffects(), {
    zone: 'UTC',
    locale: 'en',
    userAgent: '',
    ipAddress: '',
  });
  const hub = env.USER_HUB.get(env.USER_HUB.idFromName(userId));
  const setFireAt = env.DB.prepare("UPDATE timers SET fire_at = ? WHERE user_id = ? AND kind = 'erase'");
  const count = (table: string) =>
    env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`).bind(userId).first<number>('n');

  await setFireAt.bind(Date.now() - 1000, userId).run();
  await hub.nudge('schedule');
  await runDurableObjectAlarm(hub);
  expect([await count('tasks'), await count('sessions'), await count('events'), await count('timers')]).toEqual([
    0, 0, 2, 1,
  ]);

  await setFireAt.bind(Date.now() - 1000, userId).run();
  await env.DB.prepare('UPDATE events SET occurred_at = ? WHERE user_id = ?')
    .bind(Date.now() - 200_000, userId)
    .run();
  await hub.nudge('schedule');
  await runDurableObjectAlarm(hub);
  expect([await count('events'), await count('timers')]).toEqual([2, 0]);
});
