import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { realEffects } from '#test/effects.ts';
import { connect, connectLive, newSession, positionOf } from '#test/live-client.ts';
import { newUser, type TestUser } from '#test/users.ts';
import type { BackgroundLogEvent } from '../../background-log.ts';
import { openDatabase } from '../../db/database.ts';
import { readSync } from '../../db/queries/read-sync.ts';
import { runRetention } from './run-retention.ts';

const DAY_MS = 86_400_000;

/** The daily run as it will be in some days. */
async function runIn(days: number): Promise<BackgroundLogEvent[]> {
  const logged: BackgroundLogEvent[] = [];
  await runRetention({
    openDatabase: (meter) => openDatabase(env.DB, meter),
    effects: { ...realEffects(), now: () => toInstant(Date.now() + days * DAY_MS), wait: async () => undefined },
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
