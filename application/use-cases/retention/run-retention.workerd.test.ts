import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { realEffects } from '#test/effects.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { connect, connectLive, newSession, positionOf } from '#test/live-client.ts';
import { newUser, type TestUser } from '#test/users.ts';
import type { BackgroundLogEvent } from '../../background-log.ts';
import { openDatabase } from '../../db/database.ts';
import { readSync } from '../../db/queries/read-sync.ts';
import { runRetention } from './run-retention.ts';

const DAY_MS = 86_400_000;

/** The daily run as it will be in some days. */
async function runIn(days: number, { d1 = env.DB, pauseMs = 0 } = {}): Promise<BackgroundLogEvent[]> {
  const logged: BackgroundLogEvent[] = [];
  let pausedMs = 0;
  await runRetention({
    openDatabase: (meter) => openDatabase(d1, meter),
    effects: {
      ...realEffects(),
      now: () => toInstant(Date.now() + days * DAY_MS + pausedMs),
      wait: async () => {
        pausedMs += pauseMs;
      },
    },
    hub: { nudge: async (userId, news) => await env.USER_HUB.getByName(userId).nudge(news) },
    log: { write: (event) => void logged.push(event) },
  });
  return logged;
}

async function count(user: TestUser, table: string): Promise<number> {
  const [row] = await user.db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM ${sql.raw(table)} WHERE user_id = ${user.id}`,
  );
  return row?.n ?? 0;
}

async function ageEvents(user: TestUser, days: number): Promise<void> {
  await user.db.run(sql`UPDATE events SET occurred_at = occurred_at - ${days * DAY_MS} WHERE user_id = ${user.id}`);
}

/** Makes a user's log long, and older than it is kept. */
async function fillLog(user: TestUser, events: number): Promise<void> {
  await user.db.run(sql`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, data, occurred_at)
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${events})
    SELECT 'filler ' || n, ${user.id}, 'filler', n, 'task.updated', '{}', 'filler', '{}', 0 FROM n`);
  await user.db.run(sql`UPDATE events SET occurred_at = 0`);
}

/** A consumer of the feed that was heard of a moment ago. */
async function addConsumer(
  { db }: TestUser,
  wanted: { consumer: string; seq: number; stand?: string; snapshotSeq?: number; epoch?: string },
): Promise<void> {
  const { consumer, seq, stand = 'live', snapshotSeq = null, epoch = null } = wanted;
  await db.run(sql`INSERT INTO feed_consumers (consumer, epoch, seq, stand, snapshot_seq, last_seen_at)
    SELECT ${consumer}, COALESCE(${epoch}, epoch), ${seq}, ${stand}, ${snapshotSeq}, ${Date.now()} FROM log_state`);
}

describe('retention', () => {
  it('RT1 events go after 90 days and not before; whoever stands below is told to reset', async () => {
    const old = await newUser();
    const young = await newUser();
    const start = await positionOf(old);
    await runIn(89);
    expect(await count(old, 'events')).toBe(3);
    await ageEvents(old, 91);
    const logged = await runIn(0);
    expect(await count(old, 'events')).toBe(0);
    expect(await count(young, 'events')).toBe(3);
    expect(await count(old, 'lists')).toBe(1);
    expect(logged).toContainEqual(
      expect.objectContaining({ event: 'retention.swept', step: 'events', isComplete: true }),
    );
    const [{ pruned } = { pruned: 0 }] = await old.db.all<{ pruned: number }>(
      sql`SELECT pruned_through AS pruned FROM log_state`,
    );
    expect(pruned).toBeGreaterThanOrEqual(start.seq);
    const page = await readSync(old.db, old.id, { since: start.seq - 1, epoch: start.epoch, limit: 10 });
    expect(page).toEqual({ kind: 'reset', epoch: start.epoch, seq: pruned });
    const device = await connect(old, await newSession(old));
    device.hello(start.seq - 1, start.epoch);
    await device.until(({ messages }) => messages.at(-1)?.type === 'reset');
    // From the place a page names now nothing is missing.
    const fresh = await connectLive(old, await newSession(old));
    await old.done({ type: 'task.create', title: 'Life goes on' });
    await env.USER_HUB.getByName(old.id).nudge('schedule');
    await fresh.until(() => fresh.seqs().length === 1);
    expect(fresh.messages.map(({ type }) => type)).toEqual(['welcome', 'delta']);
    expect(fresh.messages[1]).toMatchObject({ prev: 0 });
  });

  it('RT1 the log is pruned from its beginning, up to the first young event', async () => {
    await runIn(91);
    const [first, second] = [await newUser(), await newUser()];
    await ageEvents(second, 91);
    await runIn(0);
    // `first` stands before it and is young, so nothing after it goes.
    expect([await count(first, 'events'), await count(second, 'events')]).toEqual([3, 3]);
    await ageEvents(first, 91);
    await runIn(0);
    expect([await count(first, 'events'), await count(second, 'events')]).toEqual([0, 0]);
  });

  it('RT1 a run stops when its time is over, or when D1 does, and the next one goes on', async () => {
    const user = await newUser();
    await fillLog(user, 2_500);
    const eventsStep = { event: 'retention.swept', step: 'events' };
    // Every pause between two chunks takes an hour.
    const slow = await runIn(0, { pauseMs: 3_600_000 });
    expect(slow).toContainEqual(expect.objectContaining({ ...eventsStep, removed: 1000, isComplete: false }));
    const before = await count(user, 'events');
    expect(before).toBeGreaterThan(0);
    let deletions = 0;
    const failing = hookedD1(env.DB, {
      before: ({ queries }) => {
        if (!queries.some((query) => query.startsWith('DELETE FROM events'))) return;
        deletions += 1;
        if (deletions === 2) throw new Error('D1_ERROR: Network connection lost.');
      },
    });
    const broken = await runIn(0, { d1: failing });
    expect(broken).toContainEqual(expect.objectContaining({ event: 'retention.failed', step: 'events' }));
    expect(broken).toContainEqual(expect.objectContaining({ event: 'retention.swept', step: 'credentials' }));
    expect(await count(user, 'events')).toBe(before - 1000);
    expect(await runIn(0)).toContainEqual(expect.objectContaining({ ...eventsStep, isComplete: true }));
    expect(await count(user, 'events')).toBe(0);
  });

  it('RT6 events that a consumer of the feed has not got are kept, and go when it has', async () => {
    const user = await newUser();
    await runIn(91);
    await fillLog(user, 10);
    const [{ head } = { head: 0 }] = await user.db.all<{ head: number }>(sql`SELECT max(seq) AS head FROM events`);
    await addConsumer(user, { consumer: 'live', seq: head - 4 });
    // Neither holds anything back: one has yet to begin its snapshot, the other is on another line of history.
    await addConsumer(user, { consumer: 'new', seq: 0, stand: 'snapshot' });
    await addConsumer(user, { consumer: 'rewound', seq: 0, epoch: 'old' });
    await runIn(0);
    expect(await count(user, 'events')).toBe(4);
    await addConsumer(user, { consumer: 'reading', seq: head - 2, stand: 'snapshot', snapshotSeq: head - 2 });
    await user.db.run(sql`UPDATE feed_consumers SET seq = ${head} WHERE consumer = 'live'`);
    await runIn(0);
    expect(await count(user, 'events')).toBe(2);
    await user.db.run(sql`DELETE FROM feed_consumers`);
    await runIn(0);
    expect(await count(user, 'events')).toBe(0);
  });

  it('RT7 a consumer that was silent for 30 days holds nothing back any more: it lapses, which is an alert', async () => {
    const user = await newUser();
    await runIn(91);
    await fillLog(user, 10);
    const [{ head } = { head: 0 }] = await user.db.all<{ head: number }>(sql`SELECT max(seq) AS head FROM events`);
    await addConsumer(user, { consumer: 'silent', seq: head - 4 });
    await addConsumer(user, { consumer: 'up-to-date', seq: head });
    const lapses = (events: BackgroundLogEvent[]) =>
      events.flatMap((event) => (event.event === 'feed.consumer_lapsed' ? [event.consumer] : []));
    const stands = async () => {
      const rows = await user.db.all<{ consumer: string; stand: string }>(
        sql`SELECT consumer, stand FROM feed_consumers ORDER BY consumer`,
      );
      return rows.map(({ stand }) => stand);
    };
    expect(lapses(await runIn(29.9))).toEqual([]);
    expect([await count(user, 'events'), await stands()]).toEqual([4, ['live', 'live']]);
    expect(lapses(await runIn(30.1))).toEqual(['silent']);
    expect([await count(user, 'events'), await stands()]).toEqual([0, ['snapshot', 'live']]);
    expect(lapses(await runIn(31))).toEqual([]);
    await user.db.run(sql`DELETE FROM feed_consumers`);
  });

  it('RT8 which tasks were removed is kept beyond the log for a consumer that is to begin anew, and for nobody else', async () => {
    const user = await newUser();
    await runIn(91);
    await fillLog(user, 10);
    await user.db.run(sql`UPDATE events SET type = 'task.purged', aggregate_id = 'task ' || version`);
    const [{ head } = { head: 0 }] = await user.db.all<{ head: number }>(sql`SELECT max(seq) AS head FROM events`);
    await addConsumer(user, { consumer: 'lapsed', seq: head - 4, stand: 'snapshot' });
    await addConsumer(user, { consumer: 'new', seq: 0, stand: 'snapshot' });
    const kept = async () =>
      await user.db.all<{ task: string }>(sql`SELECT task_id AS task FROM removed_tasks ORDER BY seq`);
    expect(await runIn(0)).toContainEqual(expect.objectContaining({ step: 'removed-tasks', removed: 0 }));
    expect(await count(user, 'events')).toBe(0);
    expect((await kept()).map(({ task }) => task)).toEqual(['task 7', 'task 8', 'task 9', 'task 10']);
    await user.db.run(sql`DELETE FROM feed_consumers WHERE consumer = 'lapsed'`);
    expect(await runIn(0)).toContainEqual(expect.objectContaining({ step: 'removed-tasks', removed: 4 }));
    expect(await kept()).toEqual([]);
    await user.db.run(sql`DELETE FROM feed_consumers`);
  });

  it('RT2 the trash is emptied after 90 days, by events that devices hear of', async () => {
    const user = await newUser();
    const { task } = await user.done({ type: 'task.create', title: 'Old', tags: ['gone'] });
    const kept = await user.done({ type: 'task.create', title: 'Restored in time', tags: ['kept'] });
    for (const each of [task, kept.task]) await user.done({ type: 'task.delete', taskId: each?.id ?? '' });
    await user.db.run(sql`UPDATE tasks SET deleted_at = deleted_at - ${91 * DAY_MS} WHERE user_id = ${user.id}`);
    await user.done({ type: 'task.restore', taskId: kept.task?.id ?? '' });
    const device = await connectLive(user, await newSession(user));
    await runIn(0);
    await device.until(() => device.seqs().length === 1);
    expect(device.messages[1]).toMatchObject({
      type: 'delta',
      event: { type: 'task.purged', aggregateId: task?.id, version: 3, actor: { kind: 'system', client: 'retention' } },
    });
    expect(await user.db.all(sql`SELECT id FROM tasks WHERE user_id = ${user.id}`)).toEqual([{ id: kept.task?.id }]);
    expect(await user.db.all(sql`SELECT tag, total, open_count FROM tags WHERE user_id = ${user.id}`)).toEqual([
      { tag: 'kept', total: 1, open_count: 1 },
    ]);
    expect(await count(user, 'task_tags')).toBe(1);
    expect(await user.run({ type: 'task.restore', taskId: task?.id ?? '' })).toMatchObject({ code: 'not_found' });
  });

  it('RT2 many users with much trash, each in their own chunks', async () => {
    const users = await Promise.all(Array.from({ length: 3 }, () => newUser()));
    for (const user of users) {
      const titles = Array.from({ length: 210 }, (_, n) => String(n));
      await user.batch(
        titles.map((title) => ({ key: null, command: CommandSchema.parse({ type: 'task.create', title }) })),
      );
      await user.db.run(sql`UPDATE tasks SET deleted_at = ${Date.now() - 91 * DAY_MS} WHERE user_id = ${user.id}`);
    }
    await runIn(0);
    expect(await Promise.all(users.map((user) => count(user, 'tasks')))).toEqual([0, 0, 0]);
  });

  it('RT3 idempotency records go after 30 days and not before', async () => {
    const user = await newUser();
    await user.batch([{ key: 'k1', command: CommandSchema.parse({ type: 'task.create', title: 'Once' }) }]);
    await runIn(29);
    expect(await count(user, 'request_keys')).toBe(1);
    await runIn(31);
    expect(await count(user, 'request_keys')).toBe(0);
  });

  it('RT4 sessions that are over go', async () => {
    const user = await newUser();
    await newSession(user);
    await runIn(0);
    expect(await count(user, 'sessions')).toBe(1);
    await runIn(2);
    expect(await count(user, 'sessions')).toBe(0);
  });
});
