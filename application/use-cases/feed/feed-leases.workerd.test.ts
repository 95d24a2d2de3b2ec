import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#core/errors.ts';
import { LEASE_TTL_MS } from '#core/feed/protocol.ts';
import { appendEvents, ask, consumerOf, type FeedWorld, feedAt, headSeq, seqsOf } from '#test/feed-world.ts';
import { newUser } from '#test/users.ts';
import { sha256Hex } from '../accounts/token-secret.ts';
import { leaseFeed, MAX_CONSUMERS } from './lease-feed.ts';
import { readFeedSnapshot } from './read-feed-snapshot.ts';
import { releaseFeed } from './release-feed.ts';

let consumers = 0;

/** A consumer of its own, that has read its snapshot and is live. */
async function newConsumer(feed: FeedWorld, holder = 'a') {
  consumers += 1;
  const consumer = `leases-${consumers}`;
  const { token } = await leaseFeed(feed, { consumer, holder, resync: false });
  const { seq } = await readFeedSnapshot(feed, { consumer, after: null, limit: 1, lease: token });
  await ask(feed, { consumer, after: seq, lease: token });
  return { consumer, token, seq };
}

describe('the lease of a consumer', () => {
  it('FD2 has one holder: others are told who and until when, and get it when it has run out', async () => {
    const clock = { nowMs: Date.now() };
    const feed = feedAt(clock);
    const { consumer, token, seq } = await newConsumer(feed);
    const take = () => leaseFeed(feed, { consumer, holder: 'b', resync: false });
    const until = new Date(clock.nowMs + LEASE_TTL_MS).toISOString();
    await expect(take()).rejects.toMatchObject({
      code: 'lease_held',
      errors: [
        { path: 'holder', message: 'a' },
        { path: 'until', message: until },
      ],
    });
    clock.nowMs += LEASE_TTL_MS - 1;
    await expect(take()).rejects.toMatchObject({ code: 'lease_held' });
    const renewed = await leaseFeed(feed, { consumer, holder: 'a', token, resync: false });
    expect(renewed).toMatchObject({ token, stand: 'live', cursor: { seq } });
    clock.nowMs += LEASE_TTL_MS - 1;
    await expect(take()).rejects.toMatchObject({ code: 'lease_held' });
    clock.nowMs += 1;
    const other = await take();
    expect(other).toMatchObject({ stand: 'live', cursor: { seq } });
    expect(other.token).not.toBe(token);
  });

  it('FD3 who lost it acknowledges nothing, renews nothing, and gives nothing back', async () => {
    const clock = { nowMs: Date.now() };
    const feed = feedAt(clock);
    const user = await newUser();
    const { consumer, token, seq } = await newConsumer(feed);
    await appendEvents(user, 3);
    const lost = { code: 'lease_lost' };
    // Run out, although nobody else has it yet.
    clock.nowMs += LEASE_TTL_MS;
    await expect(ask(feed, { consumer, after: seq + 2, lease: token })).rejects.toMatchObject(lost);
    expect(await consumerOf(feed, consumer)).toMatchObject({ seq, holder: null });
    const other = await leaseFeed(feed, { consumer, holder: 'b', resync: false });
    await expect(ask(feed, { consumer, after: seq + 2, lease: token })).rejects.toMatchObject(lost);
    await expect(leaseFeed(feed, { consumer, holder: 'a', token, resync: false })).rejects.toMatchObject(lost);
    await releaseFeed(feed.db, { consumer, token });
    expect(await consumerOf(feed, consumer)).toMatchObject({ seq, holder: 'b' });
    await ask(feed, { consumer, after: seq + 1, lease: other.token });
    expect(await consumerOf(feed, consumer)).toMatchObject({ seq: seq + 1 });
    await expect(ask(feed, { consumer, after: seq + 3, lease: 'guessed' })).rejects.toMatchObject(lost);
    await expect(ask(feed, { consumer: 'nobody', after: 0, lease: token })).rejects.toMatchObject(lost);
  });

  it('FD3 one that ran out goes on for its holder as long as nobody else took it; one given back is free at once', async () => {
    const clock = { nowMs: Date.now() };
    const feed = feedAt(clock);
    const { consumer, token, seq } = await newConsumer(feed);
    clock.nowMs += 10 * LEASE_TTL_MS;
    await leaseFeed(feed, { consumer, holder: 'a', token, resync: false });
    await ask(feed, { consumer, after: seq, lease: token });
    await releaseFeed(feed.db, { consumer, token });
    expect(await leaseFeed(feed, { consumer, holder: 'b', resync: false })).toMatchObject({ cursor: { seq } });
    await expect(leaseFeed(feed, { consumer, holder: 'a', token, resync: false })).rejects.toMatchObject({
      code: 'lease_lost',
    });
  });

  it('FD4 the cursor moves only forward and only to where the log has been; late and repeated questions change nothing', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    const { consumer, token: lease, seq } = await newConsumer(feed);
    await appendEvents(user, 5);
    const head = await headSeq(user);
    await ask(feed, { consumer, after: seq + 4, lease });
    for (const after of [seq + 4, seq + 1, seq]) {
      const page = await ask(feed, { consumer, after, lease });
      expect(seqsOf(page)[0]).toBe(after + 1);
      expect(await consumerOf(feed, consumer)).toMatchObject({ seq: seq + 4 });
    }
    await expect(ask(feed, { consumer, after: head + 1, lease })).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await consumerOf(feed, consumer)).toMatchObject({ seq: seq + 4, lagEvents: head - seq - 4 });
    // Without the lease it is only a question.
    expect(seqsOf(await ask(feed, { consumer, after: seq + 4, lease: undefined }))).toEqual([head]);
    await ask(feed, { consumer, after: head, lease: undefined });
    expect(await consumerOf(feed, consumer)).toMatchObject({ seq: seq + 4 });
  });

  it('FD5 an acknowledgement up to an event that was erased meanwhile still counts', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    const { consumer, token: lease } = await newConsumer(feed);
    await appendEvents(user, 2);
    const head = await headSeq(user);
    await user.db.run(sql`DELETE FROM events WHERE seq = ${head}`);
    expect(await ask(feed, { consumer, after: head, lease })).toMatchObject({ events: [], next: head });
    expect(await consumerOf(feed, consumer)).toMatchObject({ seq: head, lagEvents: 0, lagMs: null });
  });

  it('FD6 there are so many consumers and no more, and who is there still gets the lease', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const { consumer } = await newConsumer(feed);
    await releaseFeed(feed.db, { consumer, token: 'x' });
    const [row] = await feed.db.all<{ n: number }>(sql`SELECT count(*) AS n FROM feed_consumers`);
    await feed.db.run(sql`INSERT INTO feed_consumers (consumer, epoch, seq, stand, last_seen_at)
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${MAX_CONSUMERS - (row?.n ?? 0)})
      SELECT 'filler-' || n, 'x', 0, 'live', 0 FROM n`);
    await expect(leaseFeed(feed, { consumer: 'one-more', holder: 'a', resync: false })).rejects.toMatchObject({
      code: 'limit_reached',
    });
    await leaseFeed(feed, { consumer: 'filler-1', holder: 'a', resync: false });
    await feed.db.run(sql`DELETE FROM feed_consumers WHERE consumer LIKE 'filler-%'`);
    await leaseFeed(feed, { consumer: 'one-more', holder: 'a', resync: false });
  });
});

interface Action {
  who: number;
  what: 'ask' | 'take' | 'renew' | 'release' | 'append' | 'wait' | 'askLate';
  /** After how many further actions a late question arrives. */
  delay: number;
  waitMs: number;
}

const ActionArbitrary: fc.Arbitrary<Action> = fc.record({
  who: fc.constantFrom(0, 1),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constant('ask' as const) },
    { weight: 2, arbitrary: fc.constant('take' as const) },
    fc.constantFrom('renew' as const, 'release' as const, 'append' as const, 'wait' as const, 'askLate' as const),
  ),
  delay: fc.integer({ min: 1, max: 6 }),
  waitMs: fc.constantFrom(1000, LEASE_TTL_MS / 2, LEASE_TTL_MS),
});

/** Two mirrors of one consumer, and everything that has to hold at each step. */
async function newRace() {
  const user = await newUser();
  const clock = { nowMs: Date.now() };
  const feed = feedAt(clock);
  const { consumer, token, seq: start } = await newConsumer(feed);
  const mirrors: { token: string | undefined; next: number }[] = [
    { token, next: start },
    { token: undefined, next: start },
  ];
  const delivered = new Set<number>();
  const counts = { moved: 0, refused: 0 };
  let cursor = start;

  const question = async (mirror: { next: number }, lease: string, after: number, at: FeedWorld) => {
    const held = await leaseHashOf(feed, consumer);
    const page = await ask(at, { consumer, after, lease, limit: 3 }).catch(onlyCode('lease_lost'));
    const { seq: now } = await consumerOf(feed, consumer);
    if (page === null) {
      counts.refused += 1;
      expect(now).toBe(cursor);
      return;
    }
    expect(held).toBe(await sha256Hex(lease));
    expect(now).toBeGreaterThanOrEqual(cursor);
    // All that is acknowledged was in a page before.
    for (let seq = start + 1; seq <= now; seq += 1) expect(delivered.has(seq)).toBe(true);
    for (const seq of seqsOf(page)) delivered.add(seq);
    mirror.next = Math.max(page.next, mirror.next);
    if (now > cursor) counts.moved += 1;
    cursor = now;
  };

  /** @returns what arrives later, when it is a late question */
  const perform = async ({ who, what, waitMs }: Action): Promise<(() => Promise<void>) | undefined> => {
    const mirror = mirrors[who] ?? { token: undefined, next: 0 };
    const { token: lease, next } = mirror;
    const request = { consumer, holder: `mirror ${who}`, resync: false };
    if (what === 'append') await appendEvents(user, 2);
    if (what === 'wait') clock.nowMs += waitMs;
    if (what === 'take') {
      const taken = await leaseFeed(feed, request).catch(onlyCode('lease_held'));
      if (taken) Object.assign(mirror, { token: taken.token, next: taken.cursor.seq });
    }
    if (lease === undefined) return;
    if (what === 'renew') await leaseFeed(feed, { ...request, token: lease }).catch(onlyCode('lease_lost'));
    if (what === 'release') await releaseFeed(feed.db, { consumer, token: lease });
    if (what === 'ask') await question(mirror, lease, next, feed);
    const at = feedAt({ nowMs: clock.nowMs });
    return what === 'askLate' ? () => question(mirror, lease, next, at) : undefined;
  };
  const end = () => feed.db.run(sql`DELETE FROM feed_consumers WHERE consumer = ${consumer}`);
  return { perform, counts, end };
}

async function runRace(actions: readonly Action[]) {
  const race = await newRace();
  let late: { dueAt: number; arrive: () => Promise<void> }[] = [];
  for (const [step, action] of actions.entries()) {
    for (const { arrive } of late.filter(({ dueAt }) => dueAt <= step)) await arrive();
    late = late.filter(({ dueAt }) => dueAt > step);
    const arrive = await race.perform(action);
    if (arrive) late.push({ dueAt: step + action.delay, arrive });
  }
  for (const { arrive } of late) await arrive();
  await race.end();
  return race.counts;
}

describe('two holders', () => {
  it('FD7 whatever they ask in whatever order, nothing is skipped, and only who holds the lease moves the cursor', async () => {
    const step = { who: 0, delay: 3, waitMs: LEASE_TTL_MS };
    const first = (['append', 'ask', 'ask', 'askLate', 'wait'] as const).map((what) => ({ ...step, what }));
    const overtaken = [...first, { ...step, who: 1, what: 'take' as const }, { ...step, what: 'ask' as const }];
    expect(await runRace(overtaken)).toMatchObject({ moved: 1, refused: 2 });
    const property = fc.asyncProperty(fc.array(ActionArbitrary, { maxLength: 30 }), async (actions) => {
      await runRace(actions);
    });
    await fc.assert(property, { numRuns: 25, seed: 20261121 });
  });
});

/** A refusal with this code is no result; anything else goes on. */
function onlyCode(code: string): (error: unknown) => null {
  return (error) => {
    if (error instanceof AppError && error.code === code) return null;
    throw error;
  };
}

async function leaseHashOf(feed: FeedWorld, consumer: string): Promise<string | null> {
  const [row] = await feed.db.all<{ hash: string | null }>(
    sql`SELECT lease_hash AS hash FROM feed_consumers WHERE consumer = ${consumer}`,
  );
  return row?.hash ?? null;
}
