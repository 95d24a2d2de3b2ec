import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#test/effects.ts';
import { newUser } from '#test/users.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { readOverview } from '../../db/queries/read-overview.ts';
import { createApiToken } from './create-api-token.ts';
import { createDemoAccount } from './create-demo-account.ts';
import { eraseAccount } from './erase-account.ts';
import { eraseOnTimer } from './erase-on-timer.ts';

const SWEEP_MS = 120_000;

async function newAccount() {
  const db = openDatabase(env.DB, newMeter());
  const { userId } = await createDemoAccount(db, realEffects(), {
    zone: 'Europe/Berlin',
    locale: 'en',
    userAgent: 'x',
    ipAddress: '',
  });
  await createApiToken(db, realEffects(), userId, { name: 'x', scopes: ['read'] });
  const insert = env.DB.prepare('INSERT INTO verifications VALUES (?, ?, ?, ?, ?, ?)');
  await insert.bind(`ver_${userId}`, 'hash', userId, Date.now() + 1000, 0, 0).run();
  const credential = env.DB.prepare('INSERT INTO credentials VALUES (?, ?, ?, ?, ?, ?, ?)');
  await credential.bind(`crd_${userId}`, userId, userId, 'credential', 'hash', 0, 0).run();
  await env.DB.prepare('INSERT INTO request_keys VALUES (?, ?, ?, ?, ?)').bind(userId, 'k', 'h', '{}', 0).run();
  await env.DB.prepare("INSERT INTO timers (user_id, kind, ref, fire_at) VALUES (?, 'rederive', 'zone', 1)")
    .bind(userId)
    .run();
  const delivery = '(user_id, reminder_id, firing_id, channel, destination';
  await env.DB.batch([
    env.DB.prepare(`INSERT INTO deliveries ${delivery}, status, created_at, updated_at)
      VALUES (?, 'rem', 'fir', 'push', 'sub', 'sent', 0, 0)`).bind(userId),
    env.DB.prepare(`INSERT INTO delivery_attempts ${delivery}, at, late_ms)
      VALUES (?, 'rem', 'fir', 'push', 'sub', 0, 0)`).bind(userId),
    env.DB.prepare(`INSERT INTO messages (user_id, id, kind, channel, destination, lines, status, version, attempts, created_at, updated_at)
      VALUES (?, 'msg', 'webhook_test', 'webhook', 'whk', '[]', 'waiting', 1, 0, 0, 0)`).bind(userId),
    env.DB.prepare(`INSERT INTO webhooks (user_id, id, name, url, secret, created_at, updated_at)
      VALUES (?, 'whk', 'x', 'https://x', 'whsec_x', 0, 0)`).bind(userId),
    env.DB.prepare('INSERT INTO mail_opt_outs VALUES (?, 0)').bind(userId),
    env.DB.prepare("INSERT INTO push_subscriptions VALUES (?, 'sub', 'ses', 'x', ?, 'p', 'a', 0)").bind(userId, userId),
  ]);
  return { db, userId };
}

/** Every row of every table there is that mentions the user anywhere, by table. */
async function traces(userId: string): Promise<Record<string, unknown[]>> {
  const { results: tables } = await env.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  const found: Record<string, unknown[]> = {};
  for (const { name } of tables.filter((table) => !/^(_cf|sqlite_)/.test(table.name))) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    const rows = results.filter((row) => JSON.stringify(row).includes(userId));
    if (rows.length > 0) found[name] = rows;
  }
  return found;
}

const EventRowSchema = z.object({ type: z.string(), data: z.string() });

/** The tasks that an event says went. */
function erasedIds(event: unknown): string[] {
  const { data } = EventRowSchema.parse(event);
  return z
    .object({ taskIds: z.array(z.string()).default([]) })
    .parse(JSON.parse(data))
    .taskIds.toSorted();
}

async function taskIdsOf(userId: string): Promise<string[]> {
  const { results } = await env.DB.prepare('SELECT id FROM tasks WHERE user_id = ?').bind(userId).all<{ id: string }>();
  return results.map(({ id }) => id).toSorted();
}

describe('eraseAccount', () => {
  it('ERA3 a request that came in before the account went is told that it is gone, not that something broke', async () => {
    const user = await newUser();
    await eraseAccount(user.db, Date.now(), user.id);
    const gone = { code: 'unauthenticated' };
    const due = { kind: 'date', date: '2026-12-24' } as const;
    await expect(user.run({ type: 'task.create', title: 'Late', due })).rejects.toMatchObject(gone);
    await expect(user.run({ type: 'tag.create', tag: 'late' })).rejects.toMatchObject(gone);
    await expect(user.run({ type: 'undo', correlationId: realEffects().newId('correlation') })).rejects.toMatchObject(
      gone,
    );
    await expect(findSettings(user.db, user.id)).rejects.toMatchObject(gone);
    await expect(readOverview(user.db, user.id, realEffects().now())).rejects.toMatchObject(gone);
  });

  it('ERA1 no row in any table mentions the user afterwards, but which tasks went and that all is gone', async () => {
    const { db, userId } = await newAccount();
    const before = Object.keys(await traces(userId)).sort();
    expect(before).toEqual([
      'api_tokens',
      'credentials',
      'deliveries',
      'delivery_attempts',
      'events',
      'lists',
      'mail_opt_outs',
      'messages',
      'push_subscriptions',
      'request_keys',
      'series',
      'sessions',
      'settings',
      'tags',
      'task_tags',
      'tasks',
      'timers',
      'users',
      'verifications',
      'webhooks',
    ]);
    const taskIds = await taskIdsOf(userId);
    const nowMs = Date.now();
    expect(await eraseAccount(db, nowMs, userId)).toBe('swept later');
    expect(Object.keys(await traces(userId)).sort()).toEqual(['events', 'timers']);
    expect(await eraseAccount(db, nowMs + SWEEP_MS, userId)).toBe('erased');
    const { events = [], ...rest } = await traces(userId);
    expect(rest).toEqual({});
    const envelope = {
      user_id: userId,
      aggregate_id: userId,
      actor: '{"kind":"system","client":"erasure","conversation":null}',
    };
    expect(events).toMatchObject([
      { ...envelope, type: 'account.tasks_erased', version: 2 },
      { ...envelope, type: 'account.deleted', version: 3, data: JSON.stringify({ userId }) },
    ]);
    expect(events.map(erasedIds)).toEqual([taskIds, []]);
  });

  it('ERA7 which tasks went is told in chunks, before the account is said to be gone, and each once', async () => {
    const { db, userId } = await newAccount();
    const ids = Array.from({ length: 2300 }, () => realEffects().newId('task'));
    await env.DB.prepare(`INSERT INTO tasks (user_id, id, list_id, title, notes, status, priority, tags, order_key, search_text,
        version, created_at, updated_at)
      SELECT ?, value, 'inbox', 'x', '', 'open', 0, '[]', 'a', 'x', 1, 0, 0 FROM json_each(?)`)
      .bind(userId, JSON.stringify(ids))
      .run();
    const expected = await taskIdsOf(userId);
    await eraseAccount(db, Date.now(), userId);
    const { events = [] } = await traces(userId);
    expect(events.map((event) => EventRowSchema.parse(event).type)).toEqual([
      'account.tasks_erased',
      'account.tasks_erased',
      'account.tasks_erased',
      'account.deleted',
    ]);
    const told = events.flatMap(erasedIds);
    expect(told.toSorted()).toEqual(expected);
    expect(Math.max(...events.map((event) => erasedIds(event).length))).toBe(1000);
  });

  it('ERA7 what came into the log after the account was said to be gone makes it said again, as the last word', async () => {
    for (const what of ['task', 'event']) {
      const { db, userId } = await newAccount();
      const nowMs = Date.now();
      await eraseAccount(db, nowMs, userId);
      const late = realEffects().newId('task');
      if (what === 'task')
        await env.DB.prepare(`INSERT INTO tasks (user_id, id, list_id, title, notes, status, priority, tags, order_key,
          search_text, version, created_at, updated_at) VALUES (?, ?, 'inbox', 'x', '', 'open', 0, '[]', 'a', 'x', 1, 0, 0)`)
          .bind(userId, late)
          .run();
      else
        await env.DB.prepare(`INSERT INTO events (id, user_id, aggregate_id, version, type, actor, correlation_id, data, occurred_at)
          VALUES (?, ?, ?, 1, 'task.created', '{}', 'cor', '{}', 0)`)
          .bind(realEffects().newId('event'), userId, late)
          .run();
      expect(await eraseAccount(db, nowMs + SWEEP_MS, userId)).toBe('swept later');
      expect(await eraseAccount(db, nowMs + 2 * SWEEP_MS, userId)).toBe('erased');
      const { events = [], ...rest } = await traces(userId);
      expect(rest).toEqual({});
      expect(events.map((event) => EventRowSchema.parse(event).type)).toEqual([
        'account.tasks_erased',
        'account.deleted',
        'account.tasks_erased',
        'account.deleted',
      ]);
      expect(erasedIds(events[2])).toEqual(what === 'task' ? [late] : []);
    }
  });

  it('ERA7 two erasures at once come to one end', async () => {
    const { db, userId } = await newAccount();
    const expected = await taskIdsOf(userId);
    const nowMs = Date.now();
    const both = await Promise.all([eraseAccount(db, nowMs, userId), eraseAccount(db, nowMs, userId)]);
    expect(both).toContain('swept later');
    await eraseAccount(db, nowMs, userId);
    const { events = [] } = await traces(userId);
    expect(events.flatMap(erasedIds).toSorted()).toEqual(expected);
    expect(EventRowSchema.parse(events.at(-1)).type).toBe('account.deleted');
    expect(events).toHaveLength(2);
  });

  it('ERA1 nobody else loses a row', async () => {
    const [mine, theirs] = [await newAccount(), await newAccount()];
    const before = await traces(theirs.userId);
    await eraseAccount(mine.db, Date.now(), mine.userId);
    expect(await traces(theirs.userId)).toEqual(before);
  });

  it('ERA2 an erasure that is cut off anywhere goes on where its timer rings, and comes to the same end', async () => {
    // One cut after every call to the database that an erasure makes.
    for (let cutAfter = 1; cutAfter <= 6; cutAfter += 1) {
      const { userId } = await newAccount();
      let calls = 0;
      const cut: D1Database = new Proxy(env.DB, {
        get(target, property) {
          if (property === 'batch' || property === 'prepare') {
            return (argument: never) => {
              if (property === 'batch' || String(argument).startsWith('select')) calls += 1;
              if (calls > cutAfter) throw new Error('cut off');
              return Reflect.apply(target[property], target, [argument]);
            };
          }
          return Reflect.get(target, property, target);
        },
      });
      await expect(eraseAccount(openDatabase(cut, newMeter()), Date.now(), userId)).rejects.toThrow('cut off');
      const timer = await env.DB.prepare("SELECT fire_at FROM timers WHERE user_id = ? AND kind = 'erase'")
        .bind(userId)
        .first<number>('fire_at');
      expect(timer).toBeLessThanOrEqual(Date.now() + SWEEP_MS);
      const db = openDatabase(env.DB, newMeter());
      await eraseAccount(db, Date.now(), userId);
      expect(await eraseAccount(db, Date.now() + SWEEP_MS, userId)).toBe('erased');
      const { events = [], ...rest } = await traces(userId);
      expect([events.length, rest]).toEqual([2, {}]);
    }
  });

  it('ERA3 what a request wrote that had come in before is swept up by the second look', async () => {
    const { db, userId } = await newAccount();
    const nowMs = Date.now();
    await eraseAccount(db, nowMs, userId);
    await env.DB.prepare("INSERT INTO tags VALUES (?, 'late', 1, 1)").bind(userId).run();
    expect(await eraseAccount(db, nowMs + 1000, userId)).toBe('swept later');
    await env.DB.prepare("INSERT INTO tags VALUES (?, 'later', 1, 1)").bind(userId).run();
    expect(await eraseAccount(db, nowMs + SWEEP_MS, userId)).toBe('erased');
    expect(Object.keys(await traces(userId))).toEqual(['events']);
  });

  it('ERA4 more rows than one chunk holds are erased too', async () => {
    const { db, userId } = await newAccount();
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
       INSERT INTO request_keys SELECT ?, 'key' || i, '', '{}', 0 FROM n`,
    )
      .bind(userId)
      .run();
    expect(await eraseAccount(db, Date.now(), userId)).toBe('swept later');
    expect(Object.keys(await traces(userId)).sort()).toEqual(['events', 'timers']);
  });

  it('ERA5 the timer closes the sockets and empties the hub, and stays for the second look', async () => {
    const { db, userId } = await newAccount();
    const asked: string[] = [];
    const hub = {
      nudge: async () => {},
      closeSockets: async () => void asked.push('close'),
      erase: async () => void asked.push('erase'),
    };
    const timer = { kind: 'erase', ref: 'account', fireAtMs: 0, settingsVersion: null, plannedAtMs: null, attempts: 0 };
    expect(await eraseOnTimer(timer, { db, effects: realEffects(), userId, hub, push: null, trace: null })).toBe(
      'more',
    );
    expect(asked).toEqual(['close', 'erase']);
    const fireAt = await env.DB.prepare('SELECT fire_at FROM timers WHERE user_id = ?')
      .bind(userId)
      .first<number>('fire_at');
    expect(fireAt).toBeGreaterThan(Date.now() + SWEEP_MS - 10_000);
    await env.DB.prepare('UPDATE events SET occurred_at = occurred_at - 200000 WHERE user_id = ?').bind(userId).run();
    expect(await eraseOnTimer(timer, { db, effects: realEffects(), userId, hub, push: null, trace: null })).toBe(
      'done',
    );
  });

  it('ERA6 nobody can be signed in to an account that is gone: its session could not be stored', async () => {
    const { db, userId } = await newAccount();
    await eraseAccount(db, Date.now(), userId);
    const insert = env.DB.prepare(
      'INSERT INTO sessions (id, token, user_id, expires_at, created_at, updated_at) VALUES (?, ?, ?, 0, 0, 0)',
    );
    await expect(insert.bind(`ses_${userId}`, `tok${userId}`, userId).run()).rejects.toThrow('FOREIGN KEY');
  });
});
