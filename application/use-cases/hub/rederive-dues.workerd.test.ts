import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { type Due, DueSchema, dueEpochMs } from '#core/task/due.ts';
import { timerContext, timersOf } from '#test/timers.ts';
import { newUser, type TestUser } from '#test/users.ts';
import type { DueTimer } from '../../db/queries/find-due-timers.ts';
import { rederiveDues } from './rederive-dues.ts';
import { runDueTimers } from './run-due-timers.ts';
import { TIMER_HANDLERS } from './timer-handlers.ts';

const log = { write: () => undefined };

interface Row {
  id: string;
  due_kind: Due['kind'];
  due_wall: string;
  due_zone: string | null;
  due_at: number;
  zone_version: number | null;
  version: number;
}

async function rowsOf({ db, id }: TestUser): Promise<Row[]> {
  return await db.all<Row>(
    sql`SELECT id, due_kind, due_wall, due_zone, due_at, zone_version, version FROM tasks WHERE user_id = ${id}`,
  );
}

function dueOf({ due_kind: kind, due_wall: wall, due_zone: zone }: Row): Due {
  return DueSchema.parse(
    kind === 'date' ? { kind, date: wall } : { kind, local: wall, ...(zone !== null && { zone }) },
  );
}

async function expectDerived(user: TestUser, zone: string): Promise<void> {
  const wrong = (await rowsOf(user)).filter((row) => row.due_at !== dueEpochMs(dueOf(row), zone));
  expect(wrong).toEqual([]);
}

/** Tasks with dues around clock changes, many at once. */
async function addDues(user: TestUser, count: number): Promise<void> {
  const days = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-25', '2026-11-01', '2027-02-28'];
  const dues: Due[] = days.flatMap((date) => [
    { kind: 'date', date },
    { kind: 'floating', local: `${date}T00:00` },
    { kind: 'floating', local: `${date}T02:30` },
    { kind: 'fixed', local: `${date}T02:30`, zone: 'America/New_York' },
  ]);
  for (let from = 0; from < count; from += 200) {
    const inputs = Array.from({ length: Math.min(200, count - from) }, (_, n) => {
      return { type: 'task.create', title: `${from + n}`, due: dues[(from + n) % dues.length] };
    });
    await user.batch(inputs.map((input) => ({ key: null, command: CommandSchema.parse(input) })));
  }
}

async function moveTo(user: TestUser, zone: string): Promise<void> {
  await user.done({ type: 'settings.update', patch: { zone } });
}

async function ringAll(user: TestUser): Promise<void> {
  while (
    await runDueTimers(
      timerContext(user, () => Date.now() + 1000),
      TIMER_HANDLERS,
      log,
    )
  );
}

describe('after a change of zone', () => {
  it.each([
    ['America/New_York'],
    ['Australia/Lord_Howe'],
    ['America/Sao_Paulo'],
    ['Asia/Beirut'],
    ['Pacific/Apia'],
    ['Africa/Casablanca'],
  ])('TM4 every date and floating time is derived again for %s, fixed ones stay', async (zone) => {
    const user = await newUser();
    await addDues(user, 48);
    const before = await rowsOf(user);
    await moveTo(user, zone);
    await ringAll(user);
    await expectDerived(user, zone);
    const after = await rowsOf(user);
    expect(after.map(({ version }) => version)).toEqual(before.map(({ version }) => version));
    expect((await timersOf(user)).filter(({ kind }) => kind !== 'ring')).toEqual([]);
  });

  it('TM4 open tasks come first, soonest first; completed ones and the trash follow', async () => {
    const user = await newUser();
    await addDues(user, 600);
    const [first, second] = await rowsOf(user);
    await user.done({ type: 'task.complete', taskId: first?.id ?? '' });
    await user.done({ type: 'task.delete', taskId: second?.id ?? '' });
    await moveTo(user, 'Asia/Tokyo');
    const timer = await dueTimer(user);
    // Only open ones are stale at first, so the others wait for the second step.
    expect(await rederiveDues(timer, timerContext(user))).toBe('more');
    const stale = (await rowsOf(user)).filter(({ zone_version: version }) => version === 1);
    expect(stale.map(({ id }) => id).sort()).toEqual([first?.id, second?.id].sort());
    await ringAll(user);
    await expectDerived(user, 'Asia/Tokyo');
  });

  it('TM4 a run that is cut off goes on where it stopped', async () => {
    const user = await newUser();
    await addDues(user, 1400);
    await moveTo(user, 'America/Los_Angeles');
    // The database goes away after the second chunk.
    let writes = 0;
    const cutOff = new Proxy(user.db, {
      get(target, property, receiver) {
        const value: unknown = Reflect.get(target, property, receiver);
        if (property !== 'all' || typeof value !== 'function') return value;
        return (statement: unknown) => {
          if (isUpdate(statement)) writes += 1;
          if (writes > 2) throw new Error('cut off');
          return Reflect.apply(value, target, [statement]);
        };
      },
    });
    await expect(rederiveDues(await dueTimer(user), { ...timerContext(user), db: cutOff })).rejects.toThrow('cut off');
    const done = (await rowsOf(user)).filter(({ zone_version: version }) => version === 2);
    expect(done).toHaveLength(1000);
    user.meter.statements = 0;
    await ringAll(user);
    await expectDerived(user, 'America/Los_Angeles');
    expect((await timersOf(user)).filter(({ kind }) => kind !== 'ring')).toEqual([]);
  });

  it('TM4 a task that changes meanwhile keeps what its own commit derived, and a newer zone wins', async () => {
    const user = await newUser();
    await addDues(user, 12);
    await moveTo(user, 'Asia/Tokyo');
    const timer = await dueTimer(user);
    const [row] = await rowsOf(user);
    await user.done({
      type: 'task.update',
      taskId: row?.id ?? '',
      patch: { due: { kind: 'date', date: '2030-01-01' } },
    });
    await rederiveDues(timer, timerContext(user));
    await moveTo(user, 'America/New_York');
    // The old timer rings once more: nothing of the old zone may be written over the new one.
    await rederiveDues(timer, timerContext(user));
    await ringAll(user);
    await expectDerived(user, 'America/New_York');
  });
});

async function dueTimer(user: TestUser): Promise<DueTimer> {
  const [row] =
    await user.db.all<DueTimer>(sql`SELECT kind, ref, fire_at AS fireAtMs, settings_version AS settingsVersion, attempts
    FROM timers WHERE user_id = ${user.id} AND kind = 'rederive'`);
  if (!row) throw new Error('no timer');
  return row;
}

function isUpdate(statement: unknown): boolean {
  const text = JSON.stringify(statement, (key, value: unknown) => (key === 'table' ? undefined : value)) ?? '';
  return text.includes('UPDATE tasks SET due_at');
}
