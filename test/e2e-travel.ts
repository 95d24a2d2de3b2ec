import type { DatabaseSync } from 'node:sqlite';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { localDateAt, localTimeAt, wallClockToEpochMs } from '#core/time/local.ts';
import { type Client, signUp, untilInDatabase, withDatabase } from './e2e-client.ts';
import type { Carillon } from './e2e-harness.ts';
import { nthId } from './ids.ts';

const HOME = 'Europe/Berlin';
const WEST = 'America/New_York';
const EAST = 'Asia/Tokyo';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const TASKS = 25_000;
/** The soonest come due at home in a minute or so, when the west is being derived. */
const SOON = 60;
/** Those after them come due within hours, which are over in the east. */
const TODAY = 1000;

/** The wall clock at home of each task, soonest first. */
function wallsFrom(nowMs: number): string[] {
  // The first full minute that leaves enough time to be in the west before it.
  const soonMs = Math.ceil((nowMs + 40_000) / MINUTE) * MINUTE;
  const momentOf = (n: number) => {
    if (n < SOON) return soonMs;
    const afterSoon = n - SOON;
    if (afterSoon < TODAY) return nowMs + HOUR + Math.floor((afterSoon * 4 * HOUR) / TODAY);
    return nowMs + 24 * HOUR + (afterSoon - TODAY) * 20 * MINUTE;
  };
  return Array.from({ length: TASKS }, (_, n) => {
    return `${localDateAt(momentOf(n), HOME)}T${localTimeAt(momentOf(n), HOME)}`;
  });
}

/** Floating tasks, and a reminder at the due of each that is to come: as their commands leave them, in one stroke. */
function addTasks(db: DatabaseSync, walls: readonly string[]): void {
  const { user, version } = z
    .object({ user: z.string(), version: z.int() })
    .parse(db.prepare('SELECT user_id AS user, version FROM settings').get());
  const rows = walls.map((wall, n) => {
    const id = nthId('reminder', n);
    const reminder = { id, when: { kind: 'before', minutes: 0 }, channels: ['in_app'], ringAt: null };
    const atMs = wallClockToEpochMs(wall, HOME);
    const key = `a${String(n).padStart(6, '0')}`;
    return [nthId('task', n), wall, atMs, JSON.stringify([reminder]), key, id];
  });
  const json = JSON.stringify(rows);
  db.prepare(
    `INSERT INTO tasks (user_id, id, list_id, title, notes, status, priority, tags, due_kind, due_wall, due_at,
      zone_version, reminders, order_key, search_text, version, created_at, updated_at)
    SELECT ?, value ->> 0, 'inbox', 'Far', '', 'open', 0, '[]', 'floating', value ->> 1, value ->> 2,
      ?, value ->> 3, value ->> 4, 'far', 1, 0, 0 FROM json_each(?)`,
  ).run(user, version, json);
  db.prepare(
    `INSERT INTO timers (user_id, kind, ref, fire_at, planned_at, settings_version)
    SELECT ?, 'ring', (value ->> 0) || ' ' || (value ->> 5), value ->> 2, value ->> 2, ? FROM json_each(?)`,
  ).run(user, version, json);
}

const TaskRowsSchema = z.array(z.object({ wall: z.string(), dueAt: z.int(), isDerived: z.int() }));

/** The floating tasks in the order of their wall clocks, and which of them were derived with the present settings. */
function tasksIn(db: DatabaseSync): z.infer<typeof TaskRowsSchema> {
  return TaskRowsSchema.parse(
    db
      .prepare(
        `SELECT due_wall AS wall, due_at AS dueAt, zone_version = (SELECT version FROM settings) AS isDerived
        FROM tasks WHERE due_kind = 'floating' ORDER BY due_wall, isDerived DESC`,
      )
      .all()
      .map((row) => ({ ...row })),
  );
}

const RingRowsSchema = z.array(z.object({ wall: z.string(), fireAt: z.int(), plannedAt: z.int() }));

function ringsIn(db: DatabaseSync): z.infer<typeof RingRowsSchema> {
  return RingRowsSchema.parse(
    db
      .prepare(
        `SELECT due_wall AS wall, fire_at AS fireAt, planned_at AS plannedAt FROM timers
        JOIN tasks ON tasks.user_id = timers.user_id AND tasks.id = substr(timers.ref, 1, instr(timers.ref, ' ') - 1)
        WHERE timers.kind = 'ring'`,
      )
      .all()
      .map((row) => ({ ...row })),
  );
}

function numberIn(db: DatabaseSync, query: string): number {
  return z.object({ n: z.int() }).parse(db.prepare(`SELECT count(*) AS n FROM ${query}`).get()).n;
}

/** Moves to another zone and kills the runtime as soon as something came of it. */
async function moveAndKill(carillon: Carillon, client: Client, zone: string, sign: string): Promise<void> {
  // Begins to look before, because the runtime has no time for anybody while it derives.
  const hasBegun = untilInDatabase(carillon.state, (db) => numberIn(db, sign) > 0);
  const answered = client.post('/me', { zone }, 'PATCH').catch(() => null);
  await hasBegun;
  await carillon.killHard();
  await answered;
}

/** Until the reminder that is the last in the order has its new plan. */
async function untilPlanned(client: Client, wall: string, zone: string): Promise<void> {
  const last = nthId('task', TASKS - 1);
  const at = toInstant(wallClockToEpochMs(wall, zone));
  const schema = z.object({ reminders: z.array(z.object({ ringsAt: z.string().nullable() })) });
  const planned = async () => schema.parse(await client.get(`/tasks/${last}/reminders`)).reminders[0]?.ringsAt;
  await vi.waitFor(async () => expect(await planned()).toBe(at), { timeout: 90_000, interval: 200 });
}

/**
 * A user with 25,000 floating tasks travels west and then east; the runtime is killed in the middle of deriving the one
 * and of ringing what is over in the other. Needs an instance of its own.
 */
export async function travelKilled(carillon: Carillon): Promise<void> {
  const client = await signUp(carillon.origin, HOME);
  await carillon.killHard();
  const walls = wallsFrom(Date.now());
  await withDatabase(carillon.state, (db) => addTasks(db, walls));
  await carillon.restart();
  await moveAndKill(carillon, client, WEST, "tasks WHERE due_kind = 'floating' AND zone_version > 1");
  const halfWay = await withDatabase(carillon.state, tasksIn);
  const derived = halfWay.filter(({ isDerived }) => isDerived === 1).length;
  expect(derived).toBeGreaterThan(0);
  expect(derived, 'it was killed half-way').toBeLessThan(TASKS);
  // Soonest first: what is derived stands before everything that is not.
  expect(halfWay.slice(0, derived).every(({ isDerived }) => isDerived === 1)).toBe(true);

  await carillon.restart();
  await untilPlanned(client, walls.at(-1) ?? '', WEST);
  // Their moments at home are over, the moments of the west are not.
  await vi.waitUntil(() => Date.now() > wallClockToEpochMs(walls[0] ?? '', HOME) + 1000, { timeout: 90_000 });
  expect(await client.ringsInLog(), 'nothing rings early').toBe(0);
  await carillon.killHard();
  await withDatabase(carillon.state, (db) => {
    const wrongDues = tasksIn(db).filter(({ wall, dueAt }) => dueAt !== wallClockToEpochMs(wall, WEST));
    expect(wrongDues).toEqual([]);
    const rings = ringsIn(db);
    expect(rings).toHaveLength(TASKS);
    const isWrong = (atMs: number, wall: string) => atMs !== wallClockToEpochMs(wall, WEST);
    expect(rings.filter(({ wall, fireAt, plannedAt }) => isWrong(fireAt, wall) || isWrong(plannedAt, wall))).toEqual(
      [],
    );
  });
  await carillon.restart();

  // In the east, today is over: what has not rung rings at once. Killed again, as soon as something did.
  await moveAndKill(carillon, client, EAST, 'firings');
  await carillon.restart();
  await vi.waitFor(async () => expect(await client.ringsInLog()).toBe(SOON + TODAY), {
    timeout: 60_000,
    interval: 200,
  });
  await untilPlanned(client, walls.at(-1) ?? '', EAST);
  const firings = await client.rang();
  expect(new Set(firings.map(({ taskId }) => taskId)).size).toBe(SOON + TODAY);
  expect(await client.ringsInLog(), 'nothing rings twice').toBe(firings.length);
  const wallOf = new Map(walls.map((wall, n) => [nthId('task', n), wall]));
  const misplanned = firings.filter(({ taskId, plannedAt, firedAt }) => {
    return plannedAt !== toInstant(wallClockToEpochMs(wallOf.get(taskId) ?? '', EAST)) || firedAt < plannedAt;
  });
  expect(misplanned).toEqual([]);
}
