import { setTimeout as delay } from 'node:timers/promises';
import { type Certified, checkStage } from './check-stage.ts';
import { onStage } from './on-stage.ts';
import { newPeople, type Person } from './person.ts';
import { readLag, settle, untilMirrored } from './settle.ts';
import type { Stage } from './stage.ts';

/** For how long the broker is away at least, and how many tasks are made meanwhile. */
export interface Outage {
  readonly seconds: number;
  readonly tasks: number;
}

export const SHORT_OUTAGE: Outage = { seconds: 5, tasks: 100 };
export const LONG_OUTAGE: Outage = { seconds: 60, tasks: 1_000 };

/** How long people waited for answers, in milliseconds. */
interface Waits {
  readonly p50: number;
  readonly p95: number;
}

export interface CertifiedOutage extends Certified {
  readonly before: Waits;
  readonly during: Waits;
  /** Events that waited when the broker came back, and how long it took until all of them were on their topics. */
  readonly backlog: number;
  readonly drainSeconds: number;
}

const PEOPLE = 3;
const SEED = 1;

/**
 * Kills the broker, lets people go on, and starts it again. Each of their commands is said once: one without an answer
 * fails it.
 *
 * @throws Error with what was found to be wrong, and the last complaints of each process
 */
export async function certifyOutage(outage: Outage): Promise<CertifiedOutage> {
  const title = `no broker for ${outage.seconds} s, and ${outage.tasks} tasks meanwhile`;
  return await onStage(title, 'kafka', async (stage) => {
    const people = await newPeople(stage, PEOPLE, SEED);
    const before = await createAtPace(people, outage);
    await untilMirrored(stage);
    const { during, backlog } = await goOnWithout(stage, people, outage);
    const backMs = performance.now();
    await stage.broker.restart();
    await untilMirrored(stage);
    const drainSeconds = Math.round((performance.now() - backMs) / 100) / 10;
    await settle(stage, people);
    // Nobody was killed that could have sent and not reported it.
    const found = await checkStage(stage, people, new Set());
    return { ...found, before, during, backlog, drainSeconds };
  });
}

async function goOnWithout(stage: Stage, people: readonly Person[], outage: Outage) {
  await stage.broker.kill9();
  // They ring at the edge, and their messages go out when the notifier hears of them.
  await Promise.all(people.map((person) => person.ring(1)));
  const during = await createAtPace(people, outage);
  const backlog = await readLag(stage);
  if (backlog < outage.tasks) throw new Error(`only ${backlog} events wait: the broker was not away`);
  return { during, backlog };
}

/** The same pace before and without the broker, else their waits could not be compared. */
async function createAtPace(people: readonly Person[], { seconds, tasks }: Outage): Promise<Waits> {
  const startMs = performance.now();
  const waits: number[] = [];
  let begun = 0;
  const work = async (person: Person) => {
    while (begun < tasks) {
      begun += 1;
      const aheadMs = startMs + (begun / tasks) * seconds * 1000 - performance.now();
      if (aheadMs > 0) await delay(aheadMs);
      const saidMs = performance.now();
      await person.create();
      waits.push(performance.now() - saidMs);
    }
  };
  await Promise.all(people.map(work));
  const sorted = waits.sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}
