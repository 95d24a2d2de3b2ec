import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { expectConsoleErrors } from '#test/console-guard.ts';
import {
  appendEvents,
  ask,
  bellStub,
  consumerOf,
  type FeedWorld,
  feedAt,
  headSeq,
  restoreLogTo,
  seqsOf,
} from '#test/feed-world.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { connectLive, newSession } from '#test/live-client.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { scheduled, WATCHDOG_CRON } from '#worker/scheduled/scheduled.ts';
import type { BackgroundLogEvent } from '../../background-log.ts';
import { pruneEvents } from '../../db/queries/prune-events.ts';
import { checkEpoch } from './check-epoch.ts';
import { leaseFeed } from './lease-feed.ts';
import { readFeedSnapshot } from './read-feed-snapshot.ts';

async function epochOf({ db }: Pick<TestUser, 'db'>): Promise<string> {
  const [row] = await db.all<{ epoch: string }>(sql`SELECT epoch FROM log_state`);
  return row?.epoch ?? '';
}

let consumers = 0;

async function newLive(feed: FeedWorld) {
  consumers += 1;
  const consumer = `restores-${consumers}`;
  const { token } = await leaseFeed(feed, { consumer, holder: 'a', resync: false });
  const { seq } = await readFeedSnapshot(feed, { consumer, after: null, limit: 1, lease: token });
  await ask(feed, { consumer, after: seq, lease: token });
  return { consumer, token, seq };
}

/** A consumer that has read ten events of the user. */
async function newReader() {
  const clock = { nowMs: Date.now() };
  const feed = feedAt(clock);
  const user = await newUser();
  const live = await newLive(feed);
  await appendEvents(user, 10);
  const page = await ask(feed, { consumer: live.consumer, after: live.seq, lease: live.token });
  await ask(feed, { consumer: live.consumer, after: page.next, lease: live.token });
  return { clock, feed, user, ...live, head: page.next, epoch: page.epoch };
}

describe('after a restore of the database to an earlier point', () => {
  beforeEach(expectConsoleErrors);

  it('FD10 nothing is served under the old epoch, leases are gone, and the consumer stands rewound until it resyncs', async () => {
    const { clock, feed, user, consumer, token, seq, head, epoch } = await newReader();
    await restoreLogTo(user, head - 4);
    // Its own place went back too, with everything else in the database.
    await user.db.run(sql`UPDATE feed_consumers SET seq = ${seq} WHERE consumer = ${consumer}`);
    await expect(ask(feed, { consumer, after: head, lease: token })).rejects.toMatchObject({ code: 'lease_lost' });
    const fresh = await epochOf(user);
    expect(fresh).not.toBe(epoch);
    expect(await consumerOf(feed, consumer)).toMatchObject({ stand: 'rewound', seq, holder: null });

    const lease = await leaseFeed(feed, { consumer, holder: 'a', resync: false });
    expect(lease).toMatchObject({ stand: 'rewound', cursor: { epoch, seq } });
    const refused = { code: 'invalid_state' };
    await expect(ask(feed, { consumer, after: seq, lease: lease.token })).rejects.toMatchObject(refused);
    await expect(readFeedSnapshot(feed, { consumer, after: null, limit: 1, lease: lease.token })).rejects.toMatchObject(
      refused,
    );
    // A plain question is answered on the new line of history, and says so.
    expect(await ask(feed, { consumer, after: seq, lease: undefined })).toMatchObject({ epoch: fresh, next: head - 4 });

    const resynced = await leaseFeed(feed, { consumer, holder: 'a', token: lease.token, resync: true });
    expect(resynced).toMatchObject({ stand: 'snapshot', cursor: { epoch: fresh, seq: 0, eventId: null } });
    const snapshot = await readFeedSnapshot(feed, { consumer, after: null, limit: 1, lease: lease.token });
    expect(snapshot).toMatchObject({ epoch: fresh, seq: head - 4 });
    clock.nowMs += 1000;
    await appendEvents(user, 1);
    const page = await ask(feed, { consumer, after: snapshot.seq, lease: lease.token });
    expect(seqsOf(page)).toEqual([head - 3]);
    // Who always asks to resync begins anew only when there was a restore.
    expect(await leaseFeed(feed, { consumer, holder: 'a', token: lease.token, resync: true })).toMatchObject({
      stand: 'live',
      cursor: { epoch: fresh, seq: snapshot.seq },
    });
  });

  it('FD11 it is found out too when the log has grown beyond its old end: the same seq is another event', async () => {
    const { feed, user, consumer, token, head, epoch } = await newReader();
    await restoreLogTo(user, head - 4);
    await appendEvents(user, 9);
    expect(await headSeq(user)).toBeGreaterThan(head);
    await expect(ask(feed, { consumer, after: head, lease: token })).rejects.toMatchObject({ code: 'lease_lost' });
    expect(await epochOf(user)).not.toBe(epoch);
    expect(await consumerOf(feed, consumer)).toMatchObject({ stand: 'rewound' });
  });

  it('FD11 also when the epoch itself came back with the restore, and also when the log is empty afterwards', async () => {
    const { feed, user, head, epoch } = await newReader();
    await restoreLogTo(user, head - 1);
    await feed.bell.settleEpoch();
    const second = await epochOf(user);
    await user.db.run(sql`UPDATE log_state SET epoch = ${epoch}`);
    await feed.bell.settleEpoch();
    const third = await epochOf(user);
    expect(new Set([epoch, second, third]).size).toBe(3);
    await restoreLogTo(user, 0);
    await feed.bell.settleEpoch();
    expect([epoch, second, third]).not.toContain(await epochOf(user));
  });

  it('FD12 what is no restore is not taken for one: pruning, an erased account, an emptied log', async () => {
    const { feed, user, consumer, token, head, epoch } = await newReader();
    const read = () => ask(feed, { consumer, after: head, lease: token });
    await user.db.run(sql`DELETE FROM events WHERE seq = ${head}`);
    expect(await read()).toMatchObject({ epoch, events: [] });
    await pruneEvents(user.db, Date.now() + 1, 100_000);
    const [left] = await user.db.all<{ n: number }>(sql`SELECT count(*) AS n FROM events`);
    expect(left?.n).toBe(0);
    expect(await read()).toMatchObject({ epoch, events: [] });
    await feed.bell.settleEpoch();
    expect(await epochOf(user)).toBe(epoch);
    const other = await newUser();
    expect((await read()).events).toHaveLength(3);
    expect(await epochOf(other)).toBe(epoch);
  });

  it('FD13 a page that was read before the restore and answered after it is not served when that was found out between', async () => {
    const { feed, user, consumer, head } = await newReader();
    await appendEvents(user, 2);
    let isDone = false;
    const slow = feedAt(
      { nowMs: Date.now() },
      {
        d1: hookedD1(env.DB, {
          after: async () => {
            if (isDone) return;
            isDone = true;
            await restoreLogTo(user, head - 4);
            await feed.bell.settleEpoch();
          },
        }),
      },
    );
    const page = await ask(slow, { consumer, after: head - 6, lease: undefined });
    expect(isDone).toBe(true);
    expect(seqsOf(page).at(-1)).toBe(head - 4);
    expect(page.epoch).toBe(await epochOf(user));
  });

  it('FD14 many who find out at once give one fresh epoch', async () => {
    const alerts = vi.spyOn(console, 'error').mockReturnValue(undefined);
    const { feed, user, consumer, head } = await newReader();
    await restoreLogTo(user, head - 4);
    const pages = await Promise.all(
      Array.from({ length: 8 }, () => ask(feed, { consumer, after: head - 6, lease: undefined })),
    );
    expect(new Set(pages.map(({ epoch }) => epoch))).toEqual(new Set([await epochOf(user)]));
    expect(alerts.mock.calls.filter(([line]) => String(line).includes('feed.rewound'))).toHaveLength(1);
    alerts.mockRestore();
  });

  it('FD15 without any bridge the minutely cron finds out, and a device that is connected begins anew', async () => {
    const user = await newUser();
    const controller = { cron: WATCHDOG_CRON, scheduledTime: 0, noRetry: () => undefined };
    const tick = () => scheduled(controller, env, createExecutionContext());
    await appendEvents(user, 5);
    await tick();
    const epoch = await epochOf(user);
    const device = await connectLive(user, await newSession(user));
    await restoreLogTo(user, (await headSeq(user)) - 2);
    await tick();
    expect(await epochOf(user)).not.toBe(epoch);
    await env.USER_HUB.getByName(user.id).nudge('schedule');
    await device.until(({ messages }) => messages.at(-1)?.type === 'reset');
  });

  it('FD15 a check that fails is logged and tried again by the next', async () => {
    const logged: BackgroundLogEvent[] = [];
    await checkEpoch(
      { settleEpoch: () => Promise.reject(new Error('gone')) },
      { write: (event) => void logged.push(event) },
    );
    expect(logged).toEqual([{ event: 'feed.check_failed', error: 'Error: gone' }]);
  });

  it('FD16 what the bell remembers outlives it', async () => {
    const { user, head, epoch } = await newReader();
    const { evictDurableObject } = await import('cloudflare:test');
    await evictDurableObject(bellStub());
    expect(await bellStub().lastHead()).toMatchObject({ epoch, top: head });
    await restoreLogTo(user, head - 1);
    expect(await bellStub().settleEpoch()).toMatchObject({ isRewound: true });
  });
});
