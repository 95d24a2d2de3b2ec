import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { MAX_FEED_BYTES, type SnapshotTask, SnapshotTaskSchema } from '#core/feed/protocol.ts';
import { SnapshotCursorSchema } from '#core/feed/snapshot-cursor.ts';
import { byteLength } from '#core/text/text-schema.ts';
import { appendEvents, ask, consumerOf, type FeedWorld, feedAt, seqsOf } from '#test/feed-world.ts';
import { newUser } from '#test/users.ts';
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
