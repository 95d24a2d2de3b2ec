import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MirrorConfiguration } from '#application/mirror-configuration.ts';
import { newFakeUpstash } from '#test/fake-upstash.ts';
import { bellStub, consumerOf, feedAt } from '#test/feed-world.ts';
import { newUser } from '#test/users.ts';
import { createBell } from './bell.ts';
import { createBellMirror } from './bell-mirror.ts';

const CONFIGURATION: MirrorConfiguration = {
  url: 'https://sink.example',
  username: 'carillon',
  password: 'secret',
  consumer: 'push-bell',
  topicPrefix: '',
  source: '/carillon/main',
};

describe('the bell of a deployment that pushes', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('PM12 brings what happens to its sink from its alarm, and goes on after it was begun anew', async () => {
    const upstash = newFakeUpstash();
    vi.stubGlobal('fetch', (address: string, init: RequestInit) => upstash.fetch(address, init));
    const user = await newUser();
    // A bell of its own, so that no other test has this one's mirror in its way.
    const bell = env.FEED_BELL.getByName('bell that pushes');
    const ring = () =>
      runInDurableObject(bell, async (_, ctx) => {
        const parts = createBell({
          ctx,
          openDatabase: () => feedAt({ nowMs: Date.now() }).db,
          freshEpoch: () => 'never',
          log: { write: () => undefined },
        });
        const mirror = createBellMirror(ctx, env, CONFIGURATION, parts);
        await mirror.wake();
        await mirror.ring();
        return await ctx.storage.getAlarm();
      });
    const alarmAtMs = await ring();
    expect(alarmAtMs).toBeGreaterThan(Date.now());
    await user.done({ type: 'task.create', title: 'Pushed' });
    await ring();
    const arrived = upstash.on('task-events', user.id);
    expect(arrived.at(-1)?.value).toContain('Pushed');
    const feed = feedAt({ nowMs: Date.now() });
    expect(await consumerOf(feed, 'push-bell')).toMatchObject({ lagEvents: 0, holder: 'edge/push' });
    // Without the variables the alarm that still stands is the last, and what it remembered goes.
    await runDurableObjectAlarm(bell);
    const left = await runInDurableObject(bell, async (_, { storage }) => [
      await storage.getAlarm(),
      storage.kv.get('mirror'),
    ]);
    expect(left).toEqual([null, undefined]);
  });

  it('PM9 one that is not configured sets no alarm and writes nothing', async () => {
    await bellStub().ring();
    await bellStub().settleEpoch();
    const found = await runInDurableObject(bellStub(), async (_, { storage }) => ({
      alarm: await storage.getAlarm(),
      keys: [...storage.kv.list()].map(([key]) => key),
    }));
    expect(found).toEqual({ alarm: null, keys: ['head'] });
  });
});
