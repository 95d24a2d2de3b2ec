import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { toRecords } from '#core/feed/to-records.ts';
import { appendEvents, ask, consumerOf, feedAt } from '#test/feed-world.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { deduplicated, logOf, newLiveMirror, placeOf, seeded } from '#test/push-mirror.ts';
import { newUser } from '#test/users.ts';
import { leaseFeed } from '../feed/lease-feed.ts';
import { releaseFeed } from '../feed/release-feed.ts';
import { type MirrorDeps, TURN_BOUNDS } from './mirror-deps.ts';
import { runMirrorTurn } from './run-mirror-turn.ts';

describe('a mirror at the edge and one in the cluster', () => {
  it('PM3 beside a mirror of the cluster that takes over again and again, only who holds the lease sends, and the order stands', async () => {
    const mirror = await newLiveMirror();
    const { clock, consumer, feed } = mirror;
    const user = await newUser();
    const random = seeded(11);
    const senders: string[] = [];
    const violations: unknown[] = [];
    /** Looks at the database, not at what the sender believes. */
    const watched = (holder: string): MirrorDeps['sink'] => ({
      async publish(records, timeoutMs) {
        const atMs = clock.nowMs;
        const now = await consumerOf(feed, consumer);
        const isHolder = now.holder === holder && Date.parse(now.leasedUntil ?? '') > atMs;
        // Else the other one has made it later meanwhile, and this is not what it was when the call began.
        if (clock.nowMs === atMs && !isHolder) violations.push({ holder, now });
        senders.push(holder);
        await mirror.deps.sink.publish(records, timeoutMs);
      },
    });
    // Some answers take so long that the lease is over before they come, and some never do.
    mirror.upstash.answerBy(() => {
      if (random() < 0.3) clock.nowMs += 20_000;
      return random() < 0.2 ? 'lost answer' : null;
    });
    // So do some looks at the database: the page is there, and the lease is over.
    const after = () => {
      if (random() < 0.1) clock.nowMs += 20_000;
    };
    const openFeed = () => feedAt(clock, { d1: hookedD1(env.DB, { after }) });
    const deps = { ...mirror.deps, openFeed, sink: watched('edge/push') };
    const push = () => runMirrorTurn(deps, { ...TURN_BOUNDS, pages: 2, pageEvents: 7 });
    /** What the mirror of the cluster does (k8s-bridge/src/roles/mirror), without its loops. */
    const fetchAndSend = async () => {
      const endsAtMs = clock.nowMs + 14_000;
      const { token, cursor } = await leaseFeed(feed, { consumer, holder: 'pod/1', resync: false });
      for (let place = cursor.seq, isOn = true; isOn; isOn = random() < 0.7) {
        const page = await ask(feed, { consumer, after: place, lease: token, limit: 5 });
        const records = page.events.flatMap((text) => toRecords(JSON.parse(text)).records);
        if (records.length > 0 && clock.nowMs < endsAtMs) await watched('pod/1').publish(records, 1_000);
        else break;
        place = page.next;
      }
      await releaseFeed(feed.db, { consumer, token });
    };
    await appendEvents(user, 150);
    const expected = await logOf(user);
    const arrived = () =>
      deduplicated(
        mirror.upstash.written.filter(({ key, topic }) => key === user.id && topic !== 'task-updates').map(placeOf),
      );
    // Each of them once alone, so that both have sent whatever the dice say later.
    await Promise.allSettled([push()]);
    clock.nowMs += 16_000;
    await Promise.allSettled([fetchAndSend()]);
    for (let round = 0; arrived().length < expected.length; round += 1) {
      expect(round).toBeLessThan(400);
      await Promise.allSettled(random() < 0.5 ? [push(), fetchAndSend()] : [fetchAndSend(), push()]);
      if (random() < 0.3) clock.nowMs += 16_000;
    }
    expect(violations).toEqual([]);
    expect(arrived()).toEqual(expected);
    expect(new Set(senders)).toEqual(new Set(['edge/push', 'pod/1']));
  });
});
