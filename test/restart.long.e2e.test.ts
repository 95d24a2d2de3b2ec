import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { ensureBuild } from '../scripts/local/ensure-build.ts';
import { freePort } from '../scripts/local/free-port.ts';
import { project } from '../scripts/local/project.ts';
import { type Client, signUp, withDatabase } from './e2e-client.ts';
import { startCarillon } from './e2e-harness.ts';
import { travelKilled } from './e2e-travel.ts';
import { nthId } from './ids.ts';

const WATCHDOG = '* * * * *';

const started: ChildProcess[] = [];
let home: string;

beforeAll(async () => {
  await ensureBuild();
  home = await mkdtemp(path.join(tmpdir(), 'carillon-restart-'));
});

afterAll(async () => {
  for (const child of started) child.kill('SIGTERM');
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

/** Tasks with a reminder each, far ahead. */
async function addReminders(client: Client, count: number): Promise<{ taskId: string; reminderId: string }[]> {
  const reminders = Array.from({ length: count }, (_, n) => {
    return { taskId: nthId('task', n), reminderId: nthId('reminder', n) };
  });
  const when = { kind: 'fixed', local: '2099-01-01T09:00', zone: 'UTC' };
  await client.command(
    reminders.map(({ taskId, reminderId }) => {
      return { type: 'task.create', taskId, title: 'Ring', reminders: [{ reminderId, when }] };
    }),
  );
  return reminders;
}

// They wait for the clock most of the time, so they wait together.
test.concurrent('RM23 killed before 500 reminders are due and started after: each rings once, late, and says so', async () => {
  const carillon = await startCarillon();
  try {
    const client = await signUp(carillon.origin, 'Europe/Berlin');
    const begunMs = Date.now();
    const reminders = await addReminders(client, 500);
    // A snooze knows seconds, which a reminder does not. As far ahead as this machine needs to snooze all of them.
    const headStartMs = 5000 + 3 * (Date.now() - begunMs);
    const dueMs = Date.now() + headStartMs;
    await client.command(
      reminders.map((reminder) => {
        return { type: 'reminder.snooze', ...reminder, snooze: { kind: 'until', at: toInstant(dueMs) } };
      }),
    );
    await carillon.killHard();
    expect(Date.now(), 'none was due yet when it was killed').toBeLessThan(dueMs);
    await vi.waitUntil(() => Date.now() > dueMs + 1000, { timeout: headStartMs + 5000 });
    const backMs = Date.now();
    await carillon.restart();
    await vi.waitFor(async () => expect(await client.ringsInLog()).toBe(500), { timeout: 60_000, interval: 250 });
    // An alarm and a cron more, for whatever would ring twice.
    expect(await carillon.tickCron(WATCHDOG)).toBe(true);
    await carillon.restart();
    expect(await carillon.tickCron(WATCHDOG)).toBe(true);
    const firings = await client.rang();
    expect(firings).toHaveLength(500);
    expect(await client.ringsInLog()).toBe(500);
    expect(new Set(firings.map(({ reminderId }) => reminderId)).size).toBe(500);
    for (const { scheduledAt, firedAt, acknowledgedAt } of firings) {
      expect(scheduledAt).toBe(toInstant(dueMs));
      expect(toEpochMs(firedAt), 'how late it was can be told').toBeGreaterThan(backMs);
      expect(acknowledgedAt, 'late, and rung all the same').toBeNull();
    }
  } finally {
    await carillon.stop();
  }
}, 180_000);

test.concurrent('TM19 a change of zone with 25,000 floating tasks, killed half-way, goes on where it stopped: soonest first, nothing early, nothing twice', async () => {
  const carillon = await startCarillon();
  try {
    await travelKilled(carillon);
  } finally {
    await carillon.stop();
  }
}, 300_000);

test.concurrent('RM24 a reminder whose hub was never told of it rings within a minute, under the program that people start', async () => {
  const port = await freePort(Number(process.env.CARILLON_E2E_PORT ?? 0));
  const first = await startProgram(home, port);
  const client = await signUp(`http://localhost:${port}`, 'Europe/Berlin');
  const [reminder] = await addReminders(client, 1);
  await stopProgram(first);
  // As a commit leaves it whose nudge got lost: D1 knows of another moment, the alarm of the hub stands where it stood.
  const dueMs = Date.now() + 10_000;
  const moved = await withDatabase(home, (db) => {
    const at = toInstant(dueMs);
    const task = db.prepare("UPDATE tasks SET reminders = json_set(reminders, '$[0].ringAt', ?) WHERE id = ?");
    const timer = db.prepare("UPDATE timers SET fire_at = ?, planned_at = ? WHERE kind = 'ring' AND ref = ?");
    // And nothing but the timer tells of it: the watchdog has passed the events of the user.
    db.exec("INSERT OR REPLACE INTO cursors (consumer, seq, updated_at) SELECT 'watchdog', max(seq), 0 FROM events");
    const ref = `${reminder?.taskId} ${reminder?.reminderId}`;
    return [task.run(at, reminder?.taskId ?? '').changes, timer.run(dueMs, dueMs, ref).changes];
  });
  expect(moved).toEqual([1, 1]);
  const again = await startProgram(home, port);
  const runningMs = Date.now();
  await vi.waitFor(async () => expect(await client.ringsInLog()).toBe(1), { timeout: 100_000, interval: 500 });
  const [firing] = await client.rang();
  const lateMs = toEpochMs(firing?.firedAt ?? '') - Math.max(dueMs, runningMs);
  expect(firing).toMatchObject({ reminderId: reminder?.reminderId, plannedAt: toInstant(dueMs) });
  expect(lateMs).toBeLessThan(60_000);
  await stopProgram(again);
}, 180_000);

/** `npm start`, as a person runs it: it ticks the crons itself. */
async function startProgram(state: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(project.root, 'scripts/start.ts')], {
    env: { ...process.env, CARILLON_STATE: state, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(`running at http://localhost:${port}`)) resolve();
      });
    }
    child.once('exit', () => reject(new Error(`npm start ended:\n${said}`)));
  });
  return child;
}

async function stopProgram(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
