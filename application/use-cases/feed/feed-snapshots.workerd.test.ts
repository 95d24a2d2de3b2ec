import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { MAX_FEED_BYTES, type SnapshotTask, SnapshotTaskSchema } from '#core/feed/protocol.ts';
import { SnapshotCursorSchema } from '#core/feed/snapshot-cursor.ts';
import { toInstant } from '#core/instant.ts';
import { byteLength } from '#core/text/text-schema.ts';
import { realEffects } from '#test/effects.ts';
import { appendEvents, ask, consumerOf, type FeedWorld, feedAt, seqsOf } from '#test/feed-world.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { runBatch } from '../../db/database.ts';
import { pruneEvents } from '../../db/queries/prune-events.ts';
import { dropRemovedTasks } from '../../db/queries/removed-tasks.ts';
import { eraseAccount } from '../accounts/erase-account.ts';
import { purgeTrash } from '../retention/purge-trash.ts';
import { resyncConsumer } from './change-consumer.ts';
import { leaseFeed } from './lease-feed.ts';
import { readFeedSnapshot, type SnapshotTexts } from './read-feed-snapshot.ts';

let consumers = 0;

async function newConsumer(feed: FeedWorld) {
  consumers += 1;
  const consumer = `snapshots-${consumers}`;
  const { token } = await leaseFeed(feed, { consumer, holder: 'a', resync: false });
  return { consumer, lease: token };
}

const tasksOf = ({ tasks }: SnapshotTexts): SnapshotTask[] =>
  tasks.map((text) => SnapshotTaskSchema.parse(JSON.parse(text)));

/** Every page of a snapshot; `between` runs after each. */
async function readAll(
  feed: FeedWorld,
  who: { consumer: string; lease: string | undefined },
  limit: number,
  between: (page: SnapshotTexts) => Promise<void> = async () => undefined,
): Promise<SnapshotTexts[]> {
  const pages: SnapshotTexts[] = [];
  let next: string | null = null;
  do {
    const after = next === null ? null : SnapshotCursorSchema.parse(next);
    const page: SnapshotTexts = await readFeedSnapshot(feed, { ...who, after, limit });
    pages.push(page);
    next = page.next;
    await between(page);
  } while (next !== null);
  return pages;
}

/** As retention does with what lay in the trash for long. */
async function purge(user: TestUser, taskId: string): Promise<void> {
  await user.done({ type: 'task.delete', taskId });
  const before = toInstant(Date.now() + 60_000);
  expect(await purgeTrash(user.db, realEffects(), { userId: user.id, before, limit: 10 })).toBe(1);
}

async function lapse(feed: FeedWorld, consumer: string): Promise<void> {
  await feed.db.run(sql`UPDATE feed_consumers SET stand = 'snapshot', lease_hash = NULL, holder = NULL, leased_until = NULL
    WHERE consumer = ${consumer}`);
}

describe('the snapshot', () => {
  it('FD20 with the events after its seq it comes to the same state, whatever happens while it is read', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const [user, other] = [await newUser(), await newUser()];
    const titles = Array.from({ length: 12 }, (_, n) => `Task ${n}`);
    const ids: string[] = [];
    for (const title of titles) ids.push((await user.done({ type: 'task.create', title })).task?.id ?? '');
    const who = await newConsumer(feed);
    let turn = 0;
    const pages = await readAll(feed, who, 3, async () => {
      const [first, second] = [ids[turn * 2] ?? '', ids[turn * 2 + 1] ?? ''];
      turn += 1;
      if (first !== '') await user.done({ type: 'task.update', taskId: first, patch: { title: `Changed ${turn}` } });
      if (second !== '') await user.done({ type: 'task.delete', taskId: second });
      await other.done({ type: 'task.create', title: `New ${turn}` });
    });
    expect(pages.length).toBeGreaterThan(4);
    const [firstPage] = pages;
    expect(new Set(pages.map(({ seq }) => seq))).toEqual(new Set([firstPage?.seq]));
    const state = new Map(pages.flatMap(tasksOf).map(({ userId, task }) => [`${userId} ${task.id}`, task]));
    const { events } = await ask(feed, { ...who, after: firstPage?.seq ?? 0 });
    for (const text of events) {
      const { userid, data } = JSON.parse(text);
      const known = state.get(`${userid} ${data.after.id}`);
      if (data.after.title !== undefined && (known?.version ?? 0) < data.after.version)
        state.set(`${userid} ${data.after.id}`, data.after);
    }
    for (const { id } of [user, other]) {
      const rows = await user.db.all<{ id: string; title: string; version: number; deleted: number | null }>(
        sql`SELECT id, title, version, deleted_at AS deleted FROM tasks WHERE user_id = ${id}`,
      );
      for (const row of rows) {
        const task = state.get(`${id} ${row.id}`);
        expect([task?.title, task?.version, task?.deletedAt !== null]).toEqual([
          row.title,
          row.version,
          row.deleted !== null,
        ]);
      }
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it('FD21 its first page sets the place from which the consumer goes on, and asking from there makes it live', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    const who = await newConsumer(feed);
    const first = { code: 'gone' };
    await expect(ask(feed, { ...who, after: 0 })).rejects.toMatchObject(first);
    await user.done({ type: 'task.create', title: 'One' });
    const page = await readFeedSnapshot(feed, { ...who, after: null, limit: 1 });
    expect(await consumerOf(feed, who.consumer)).toMatchObject({ stand: 'snapshot', seq: page.seq });
    await appendEvents(user, 2);
    // Begun again, as after a crash, it stays where it was first: what happened between is told.
    expect(await readFeedSnapshot(feed, { ...who, after: null, limit: 1 })).toMatchObject({ seq: page.seq });
    await expect(ask(feed, { ...who, after: page.seq - 1 })).rejects.toMatchObject(first);
    expect(seqsOf(await ask(feed, { ...who, after: page.seq }))).toEqual([page.seq + 1, page.seq + 2]);
    expect(await consumerOf(feed, who.consumer)).toMatchObject({ stand: 'live', seq: page.seq });
    // A snapshot that a live consumer looks at moves nothing.
    await readFeedSnapshot(feed, { ...who, after: null, limit: 1 });
    expect(await consumerOf(feed, who.consumer)).toMatchObject({ stand: 'live', seq: page.seq });
    await resyncConsumer(feed.db, who.consumer);
    const anew = await leaseFeed(feed, { consumer: who.consumer, holder: 'a', resync: false });
    expect(anew.stand).toBe('snapshot');
    const place = SnapshotCursorSchema.parse(page.next ?? '');
    await expect(
      readFeedSnapshot(feed, { consumer: who.consumer, lease: anew.token, after: place, limit: 1 }),
    ).rejects.toMatchObject(first);
  });

  it('FD21 whoever has lost the lease begins no snapshot', async () => {
    const clock = { nowMs: Date.now() };
    const feed = feedAt(clock);
    const who = await newConsumer(feed);
    clock.nowMs += 60_000;
    await expect(readFeedSnapshot(feed, { ...who, after: null, limit: 1 })).rejects.toMatchObject({
      code: 'lease_lost',
    });
    expect(await consumerOf(feed, who.consumer)).toMatchObject({ seq: 0 });
  });

  it('FD23 who begins anew hears first what was removed for good since, whether or not the log still says so', async () => {
    const clock = { nowMs: Date.now() };
    const feed = feedAt(clock);
    const user = await newUser();
    const leaving = await newUser();
    const create = async ({ done }: TestUser) => (await done({ type: 'task.create', title: 'Known' })).task?.id ?? '';
    const removed = [await create(user), await create(user), await create(user)];
    const [first = '', second = '', again = ''] = removed;
    const erased = [await create(leaving), await create(leaving), await create(leaving)];
    const who = await newConsumer(feed);
    const before = await readAll(feed, who, 1000);
    expect(before.flatMap((page) => page.removed)).toEqual([]);
    await ask(feed, { ...who, after: before[0]?.seq ?? 0 });

    await purge(user, first);
    const unseen = await create(leaving);
    await purge(leaving, unseen);
    await eraseAccount(user.db, clock.nowMs, leaving.id);
    await purge(user, again);
    // Those of other tests hold the log back.
    await user.db.run(sql`DELETE FROM feed_consumers WHERE consumer <> ${who.consumer}`);
    await lapse(feed, who.consumer);
    await user.db.run(sql`UPDATE events SET occurred_at = 0`);
    expect(await pruneEvents(user.db, 1, 100_000)).toBeGreaterThan(5);
    await user.done({
      type: 'task.create',
      taskId: again,
      title: 'Its id is free again, as nobody knows of it any more',
    });
    await purge(user, second);
    await user.db.run(sql`UPDATE events SET occurred_at = ${clock.nowMs}`);

    const { token: lease } = await leaseFeed(feed, { consumer: who.consumer, holder: 'a', resync: false });
    const pages = await readAll(feed, { consumer: who.consumer, lease }, 2);
    const told = pages.flatMap((page) => page.removed.map(({ userId, taskId }) => `${userId} ${taskId}`));
    const all = [...removed.map((id) => `${user.id} ${id}`), ...[...erased, unseen].map((id) => `${leaving.id} ${id}`)];
    expect(told.toSorted()).toEqual(all.toSorted());
    // What was removed comes before any task: an id may have been used again.
    const lastRemoved = pages.findLastIndex((page) => page.removed.length > 0);
    expect(pages.slice(0, lastRemoved + 1).flatMap(({ tasks }) => tasks)).toEqual([]);
    expect(pages.flatMap(tasksOf).map(({ task }) => task.id)).toContain(again);

    // It is kept until the snapshot has arrived, and then no longer.
    const left = async () => (await user.db.all(sql`SELECT * FROM removed_tasks`)).length;
    const drop = async () => await runBatch(user.db, [dropRemovedTasks(1000)]);
    await drop();
    expect(await left()).toBeGreaterThan(0);
    await ask(feed, { consumer: who.consumer, after: pages[0]?.seq ?? 0, lease });
    await drop();
    expect(await left()).toBe(0);
  });

  it('FD23 one that the operator lets begin anew hears it too; a new one, and one after a restore, have nothing to forget', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    const taskId = (await user.done({ type: 'task.create', title: 'Known' })).task?.id ?? '';
    const who = await newConsumer(feed);
    const [page] = await readAll(feed, who, 1000);
    await ask(feed, { ...who, after: page?.seq ?? 0 });
    await purge(user, taskId);
    await resyncConsumer(feed.db, who.consumer);
    const { token: lease } = await leaseFeed(feed, { consumer: who.consumer, holder: 'a', resync: false });
    const removedFor = async (reader: { consumer: string; lease: string }) =>
      (await readAll(feed, reader, 1000)).flatMap((each) => each.removed);
    expect(await removedFor({ consumer: who.consumer, lease })).toEqual([{ userId: user.id, taskId }]);
    // Begun again it says the same.
    expect(await removedFor({ consumer: who.consumer, lease })).toHaveLength(1);
    expect(await removedFor(await newConsumer(feed))).toEqual([]);
    await user.db.run(sql`UPDATE feed_consumers SET epoch = 'of old' WHERE consumer = ${who.consumer}`);
    await resyncConsumer(feed.db, who.consumer);
    const rewound = await leaseFeed(feed, { consumer: who.consumer, holder: 'a', resync: false });
    expect(await removedFor({ consumer: who.consumer, lease: rewound.token })).toEqual([]);
  });

  it('FD22 every task comes once, also when long notes cut the pages short', async () => {
    const feed = feedAt({ nowMs: Date.now() });
    const user = await newUser();
    await user.db.run(sql`INSERT INTO tasks (user_id, id, list_id, title, notes, status, priority, tags, order_key, search_text,
        version, created_at, updated_at)
      WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 150)
      SELECT ${user.id}, printf('task_%026d', n), 'inbox', 'Long', replace(hex(zeroblob(30000)), '0', 'x'), 'open', 0, '[]',
        'a', '', 1, 0, 0 FROM n`);
    const pages = await readAll(feed, { consumer: 'plain', lease: undefined }, 1000);
    expect(pages.length).toBeGreaterThan(2);
    for (const { tasks } of pages) expect(byteLength(tasks.join(','))).toBeLessThan(MAX_FEED_BYTES);
    const mine = pages.flatMap(tasksOf).filter(({ userId }) => userId === user.id);
    expect(mine.map(({ task }) => task.id)).toEqual(
      Array.from({ length: 150 }, (_, n) => `task_${String(n + 1).padStart(26, '0')}`),
    );
  });
});
