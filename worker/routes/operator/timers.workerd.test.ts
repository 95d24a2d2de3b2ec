import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  HubsRearmedSchema,
  TimersRetriedSchema,
  type TroubledTimers,
  TroubledTimersSchema,
} from '#core/query/timers-query.ts';
import type { UserHub } from '#durable-objects/user-hub.ts';
import { addTimer, timersOf } from '#test/timers.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { browse, newVisitor } from '#test/visitor.ts';

const operator = `Bearer ${env.OPERATOR_TOKEN}`;
const MINUTE = 60_000;

async function ask(path: string, body?: unknown, authorization: string | null = operator): Promise<Response> {
  const headers: HeadersInit = authorization === null ? {} : { authorization };
  const init = body === undefined ? { headers } : { method: 'POST', body: JSON.stringify(body), headers };
  return await browse(null, `/api/operator/timers${path}`, init);
}

async function list(query: string): Promise<TroubledTimers> {
  const answer = await ask(query);
  expect(answer.status).toBe(200);
  return TroubledTimersSchema.parse(await answer.json());
}

/** As it stands after it failed ten times; nobody's alarm will ever run it. */
async function park(user: TestUser, kind: string, ref: string, dueMs: number): Promise<void> {
  await addTimer(user, kind, ref, dueMs);
  await user.db.run(sql`UPDATE timers SET parked_at = ${Date.now()}, attempts = 10, last_error = 'Error: poison'
    WHERE user_id = ${user.id} AND kind = ${kind} AND ref = ${ref}`);
}

async function loseAlarm(user: TestUser): Promise<void> {
  const hub = env.USER_HUB.getByName(user.id);
  await runInDurableObject<UserHub, void>(hub, async (_hub, state) => await state.storage.deleteAlarm());
}

describe('happy', () => {
  it('TM10 the operator sees what is parked and what is overdue, and nothing that is well', async () => {
    const user = await newUser();
    const now = Date.now();
    await addTimer(user, 'revoke', 'overdue', now - MINUTE);
    await addTimer(user, 'revoke', 'only just due', now - 1000);
    await addTimer(user, 'revoke', 'later', now + MINUTE);
    await park(user, 'revoke', 'parked', now - 2 * MINUTE);
    const { timers, parked, overdue } = await list(`?user=${user.id}`);
    expect(timers).toMatchObject([
      { state: 'parked', userId: user.id, ref: 'parked', attempts: 10, nextTryAt: null, lastError: 'Error: poison' },
      { state: 'overdue', kind: 'revoke', ref: 'overdue', dueAt: new Date(now - MINUTE).toISOString(), attempts: 0 },
    ]);
    expect([parked, overdue]).toEqual([1, 1]);
    const everybody = await list('?per_page=200');
    expect(everybody.timers.map(({ ref }) => ref)).toEqual(expect.arrayContaining(['parked', 'overdue']));
    expect((await list(`?user=${user.id}&per_page=1`)).timers).toHaveLength(1);
  });

  it('TM11 a parked timer that is let run again runs at once, with all its tries; the others stay parked', async () => {
    const user = await newUser();
    await park(user, 'revoke', 'all', Date.now() - MINUTE);
    await park(user, 'unheard-of', 'x', Date.now() - MINUTE);
    const answer = await ask('/retry', { user: user.id, kind: 'revoke' });
    const retried = TimersRetriedSchema.parse(await answer.json());
    expect(retried).toEqual({ retried: 1, remaining: 0, nudged: 1, unreachable: [] });
    await expect.poll(async () => (await timersOf(user)).map(({ ref }) => ref)).toEqual(['x']);
    expect((await timersOf(user))[0]?.parked_at).not.toBeNull();
  });

  it('TM11 one that fails again begins with its first try; another ref is left alone; nothing fits, nothing happens', async () => {
    const user = await newUser();
    await park(user, 'unheard-of', 'x', Date.now() - MINUTE);
    await park(user, 'unheard-of', 'y', Date.now() - MINUTE);
    const retry = async (body: object) => TimersRetriedSchema.parse(await (await ask('/retry', body)).json());
    expect(await retry({ user: user.id, ref: 'z' })).toMatchObject({ retried: 0, nudged: 0 });
    expect(await retry({ user: user.id, ref: 'x' })).toMatchObject({ retried: 1, nudged: 1 });
    await expect.poll(async () => (await timersOf(user)).find(({ ref }) => ref === 'x')?.attempts).toBe(1);
    expect(await timersOf(user)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ref: 'x', parked_at: null }),
        expect.objectContaining({ ref: 'y', attempts: 10 }),
      ]),
    );
    await user.db.run(sql`DELETE FROM timers WHERE user_id = ${user.id}`);
  });

  it('TM12 an overdue timer whose alarm was lost runs once its hub is woken; a user without one is not woken', async () => {
    const [user, other] = [await newUser(), await newUser()];
    await addTimer(user, 'revoke', 'all', Date.now() - MINUTE);
    await addTimer(other, 'revoke', 'all', Date.now() + MINUTE);
    await loseAlarm(user);
    const rearm = async (id: string) => HubsRearmedSchema.parse(await (await ask('/rearm', { user: id })).json());
    expect(await rearm(user.id)).toEqual({ nudged: 1, unreachable: [], isMore: false });
    await expect.poll(async () => await timersOf(user)).toEqual([]);
    expect(await rearm(user.id)).toMatchObject({ nudged: 0 });
    expect(await rearm(other.id)).toMatchObject({ nudged: 0 });
    expect(await timersOf(other)).toHaveLength(1);
  });
});

describe('errors', () => {
  it('TM10 what is not asked well is refused, with the place', async () => {
    for (const [path, body] of [
      ['?user=nobody', undefined],
      ['?per_page=0', undefined],
      ['/retry', { user: 'nobody' }],
      ['/retry', { everything: true }],
      ['/retry', { ref: '\ud800' }],
      ['/retry', { kind: 'a\0' }],
      ['/rearm', { user: '' }],
    ] as const) {
      const answer = await ask(path, body);
      expect([answer.status, await answer.json()], path).toMatchObject([400, { code: 'validation_failed' }]);
    }
  });
});

describe('security', () => {
  it('OPS2 nobody else sees or touches timers: no token, a wrong one, a user', async () => {
    const user = await newUser();
    await park(user, 'revoke', 'all', Date.now() - MINUTE);
    const before = await timersOf(user);
    const visitor = await newVisitor();
    const wrong = [null, 'Bearer x', `Bearer ${env.OPERATOR_TOKEN}x`, await visitor.bearer('read', 'write')];
    for (const authorization of wrong) {
      for (const [path, body] of [
        ['', undefined],
        ['/retry', {}],
        ['/rearm', {}],
      ] as const) {
        expect((await ask(path, body, authorization)).status, path).toBe(401);
      }
      expect((await visitor.browse('/api/operator/timers')).status).toBe(401);
    }
    expect(await timersOf(user)).toEqual(before);
  });
});
