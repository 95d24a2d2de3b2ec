import { createHash } from 'node:crypto';
import type { BackgroundLog } from '#application/background-log.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { Effects } from '#application/effects.ts';
import type { TimerHandlers } from '#application/use-cases/hub/timer-handler.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { provisionAccount } from '#application/use-cases/provision-account.ts';
import { toInstant } from '#core/instant.ts';
import { addDestinations, destinationsOf, waitingIn } from './addresses.ts';
import { auditEnd } from './audit-end.ts';
import { createClients } from './clients.ts';
import { startCrons } from './crons.ts';
import { createHubRuntime } from './hub-runtime.ts';
import { createIds } from './ids.ts';
import { ZONES } from './imagination.ts';
import { createKernel } from './kernel.ts';
import { createLife, type Life, never } from './life.ts';
import { createMachine } from './machine.ts';
import { createMemoryD1, type MemoryD1 } from './memory-d1.ts';
import { readMigrations } from './migrations.ts';
import { createDeliveryJudge } from './model/delivery-judge.ts';
import { createJudge } from './model/judge.ts';
import { readLogged } from './model/logged.ts';
import type { Violation } from './model/promises.ts';
import { createNemesis, PROFILES, type ProfileName } from './nemesis.ts';
import { createNotifier } from './notifier.ts';
import { createPeople } from './people.ts';
import { createPrng } from './prng.ts';
import { remoteD1 } from './remote-d1.ts';
import { withSteadyDigest } from './steady-digest.ts';
import { DAY_MS } from './wall-clock.ts';

export interface SimulationOptions {
  seed: number;
  users: number;
  days: number;
  /** How much goes wrong; the seed decides when absent. */
  profile?: ProfileName | undefined;
  /** What timers do, for those who want to see it fail. */
  handlers?: TimerHandlers;
  /** Whose story to write down; everybody's would be too long to keep. */
  storyOf?: string | undefined;
}

export interface SimulationReport {
  seed: number;
  profile: ProfileName;
  /** The first one ends the run. */
  violation: Violation | null;
  /** What happened to the user of `storyOf`, up to the violation. */
  story: string[];
  counts: Record<string, number>;
  /** Of everything in the log: two runs of a seed agree in it. */
  fingerprint: string;
}

const ACTOR = { kind: 'user', client: 'simulation', conversation: null } as const;
/** After the last fault so long, and every pause of every retry is over. */
const REST_MS = 2 * 60 * 60_000;
/** Then so long nothing goes wrong, and nothing may be late. */
const CALM_MS = 2 * DAY_MS;

/** Runs the real program through one seeded history, and says which promise it broke, if any. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  return await withSteadyDigest(() => run(options));
}

async function run(options: SimulationOptions): Promise<SimulationReport> {
  const { seed, users, days, profile: asked, storyOf, handlers = TIMER_HANDLERS } = options;
  const prng = createPrng(seed);
  const profile = asked ?? prng.weighted({ calm: 1, usual: 2, rough: 2 });
  // Somewhere in four years, one of them a leap year.
  const startMs = Date.UTC(2026, 0, 1) + prng.int(0, 4 * 365) * DAY_MS;
  const untilMs = startMs + days * DAY_MS;
  const kernel = createKernel(startMs);
  const machine = createMachine(kernel);
  const memory = createMemoryD1(readMigrations());
  const newId = createIds(kernel.nowMs, prng.fork('ids'));
  const chances = prng.fork('chances');
  const story: string[] = [];
  const trace = (userId: string | null, text: string) => {
    if (storyOf !== undefined && (userId === null || userId === storyOf))
      story.push(`${new Date(kernel.nowMs()).toISOString()} ${text}`);
  };
  const nemesis = createNemesis({ kernel, prng: prng.fork('nemesis'), trace });
  let violation: Violation | null = null;
  const judge = createJudge({
    nowMs: kernel.nowMs,
    at: kernel.at,
    troubledUntilMs: nemesis.troubledUntilMs,
    trace,
    onPlan: (account, pending) => people.await(account, pending),
    onSlot: (account, seriesId, atMs) => people.awaitSlot(account, seriesId, atMs),
    report: (found) => {
      violation ??= found;
      kernel.stop();
    },
  });

  const deliveries = createDeliveryJudge({
    nowMs: kernel.nowMs,
    accountOf: (userId) => judge.accounts.get(userId),
    destinationsOf: (userId) => destinationsOf(memory, userId),
    complain: judge.complain,
  });

  let seenSeq = 0;
  const onCommit = () => {
    const rows = memory.rows('SELECT * FROM events WHERE seq > ? ORDER BY seq', seenSeq).map(readLogged);
    seenSeq = rows.at(-1)?.seq ?? seenSeq;
    judge.observe(rows);
    deliveries.observe(rows);
    notifier.hear(rows);
  };
  const database = (life: Life) => remoteD1({ memory, kernel, nemesis, onCommit }, life);
  const effects = (life: Life): Effects => ({
    now: () => toInstant(kernel.nowMs()),
    newId,
    random: chances.next,
    // Drawn here: what is asked for holds jitter of real chance.
    wait: async () => {
      await kernel.sleep(chances.int(1, 200));
      if (life.isOver()) await never();
    },
  });
  const log: BackgroundLog = {
    write: (event) => {
      if (!('userId' in event)) return;
      trace(event.userId, JSON.stringify(event));
      if (event.event === 'timer.parked') judge.complain('lost', event.userId, `parked: ${event.error}`);
      if (event.event === 'timer.failed')
        nemesis.trouble(event.userId, 'it is tried again later', kernel.nowMs() + pauseMs(event.attempts));
    },
  };
  const ground = { kernel, nemesis, machine, memory, judge, newId, database, effects, log, trace };
  const runtime = createHubRuntime({
    ...ground,
    handlers,
    openDatabase: (life) => openDatabase(database(life), newMeter()),
    complain: (userId, text) => judge.complain('threw', userId, text),
  });
  const clients = createClients({ ...ground, hub: runtime.port });
  const notifier = createNotifier({
    ...ground,
    prng: prng.fork('notifier'),
    judge: deliveries,
    hub: runtime.port,
    complain: judge.complain,
  });
  const people = createPeople({
    kernel,
    prng: prng.fork('people'),
    newId,
    nowMs: kernel.nowMs,
    send: clients.send,
    accountOf: (userId) => judge.accounts.get(userId),
    untilMs,
  });

  for (let n = 0; n < users; n += 1) {
    const userId = newId('user');
    const life = createLife(userId, 'instant');
    const account = { userId, zone: prng.pick(ZONES), locale: 'en', actor: ACTOR };
    await provisionAccount(openDatabase(database(life), newMeter()), effects(life), account);
    people.settle(userId, prng.pick([0.5, 2, 2, 6]));
    addDestinations(memory, { userId, prng: prng.fork(`destinations of ${userId}`), newId, nowMs: startMs });
  }
  startCrons({ ...ground, hub: runtime.port });
  nemesis.rage(PROFILES[profile]);
  const expectTrouble = (kind: 'outages' | 'storms') => {
    const next = nemesis.next(kind);
    if (next === null || kernel.nowMs() + next.inMs + next.lastsMs > untilMs) return;
    kernel.at(kernel.nowMs() + next.inMs, () => {
      expectTrouble(kind);
      if (kind === 'storms') return nemesis.storm(next.lastsMs);
      if (!machine.isUp()) return;
      nemesis.trouble(null, `everything stops for ${next.lastsMs / 1000} s`, kernel.nowMs() + next.lastsMs);
      machine.stopFor(next.lastsMs, runtime.start);
      runtime.stop();
    });
  };
  expectTrouble('outages');
  expectTrouble('storms');
  await kernel.runUntil(untilMs);
  nemesis.rest();
  await kernel.runUntil(untilMs + REST_MS + CALM_MS);
  if (violation === null) auditEnd({ memory, judge, nowMs: kernel.nowMs(), alarmAtMs: runtime.alarmAtMs });
  if (violation === null) deliveries.settle(waitingIn(memory));
  const fingerprint = fingerprintOf(memory);
  memory.close();
  const counts = {
    users,
    days,
    steps: kernel.steps(),
    events: seenSeq,
    ...judge.counts(),
    ...deliveries.counts(),
    ...clients.counts,
  };
  return { seed, profile, violation, story, counts, fingerprint };
}

/** How long a timer that failed so often waits (run-due-timers.ts). */
function pauseMs(attempts: number): number {
  return Math.min(1000 * 2 ** (attempts - 1), 256_000);
}

function fingerprintOf(memory: MemoryD1): string {
  const hash = createHash('sha256');
  for (const row of memory.rows('SELECT seq, id, type, occurred_at, data FROM events ORDER BY seq')) {
    hash.update(JSON.stringify(row));
  }
  return hash.digest('hex').slice(0, 16);
}
