import { vi } from 'vitest';
import type { BridgeProcess, StartBridge } from '../bridge-process.ts';
import { type Certified, checkStage } from './check-stage.ts';
import { type Load, newLoad } from './load.ts';
import { newPeople, type Person } from './person.ts';
import { ROLES, type RoleName } from './schedule.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

const PEOPLE = 3;
/** Commands between any two steps, so that each happens in the middle of work. */
const BETWEEN = 20;
const PATIENCE = { timeout: 120_000, interval: 50 };

/** How long a process took from being asked to end until it was gone. */
export type Drain = Readonly<Record<RoleName, number>>;

/** What happens to the roles while people work. */
export interface Turmoil {
  /** Asks one to end; @throws Error when it does not end in order, or takes longer than it would be given. */
  readonly drain: (name: RoleName, process: BridgeProcess) => Promise<number>;
  /** Returns when people have done some more, and reminders have rung. */
  readonly goOn: () => Promise<void>;
  /** Starts one more, which is the current one from then on, and returns when it is ready. */
  readonly start: (name: RoleName, launch?: StartBridge) => Promise<BridgeProcess>;
}

/**
 * Lets people work, and `disturb` end and start roles meanwhile; then compares all that left with all that arrived. As every
 * process ends in order, no message may have gone out twice, and no event stands on a topic twice.
 *
 * @param graceMs what a role has from being asked to end until it would be killed
 */
export async function certifyInOrder(
  stage: Stage,
  seed: number,
  graceMs: Drain,
  disturb: (turmoil: Turmoil) => Promise<void>,
): Promise<Certified> {
  const people = await newPeople(stage, PEOPLE, seed);
  const load = newLoad(people);
  const drain: Turmoil['drain'] = async (name, process) => {
    const askedMs = performance.now();
    process.signal('SIGTERM');
    const code = await process.ended;
    const tookMs = Math.round(performance.now() - askedMs);
    if (code !== 0) throw new Error(`${name} ended with ${code}: ${process.errors()}`);
    // Nobody ends in order without saying so.
    await process.untilLogged('bridge.stopped');
    if (tookMs > graceMs[name]) throw new Error(`${name} took ${tookMs} ms to end, it has ${graceMs[name]}`);
    return tookMs;
  };
  const start: Turmoil['start'] = async (name, launch) => {
    const process = stage.roles[name].start(launch);
    await untilReady(process);
    return process;
  };
  let isOver = false;
  const disturbed = disturb({ drain, start, goOn: () => goOn(people, load) }).finally(() => {
    isOver = true;
  });
  const working = (async () => {
    while (!isOver) await load.runTo(load.answered() + BETWEEN);
  })();
  await Promise.all([disturbed, working]);
  await settle(stage, people);
  const found = await checkStage(stage, people, new Set());
  if (found.repeated > 0) throw new Error(`${found.repeated} events stand on their topics twice`);
  return found;
}

async function goOn(people: readonly Person[], load: Load): Promise<void> {
  const from = load.answered();
  await Promise.all(people.map((person) => person.ring(1)));
  await load.untilAnswered(from + BETWEEN);
}

/** As the cluster asks before it ends the one that is replaced. */
async function untilReady(process: BridgeProcess): Promise<void> {
  const { port } = await process.untilLogged('bridge.started');
  await vi.waitUntil(async () => (await fetch(`http://127.0.0.1:${port}/ready`)).status === 200, PATIENCE);
}

/** Those that a stage has started. */
export function currentProcesses(stage: Stage): Record<RoleName, BridgeProcess> {
  const [mirror, notifier, archiver] = ROLES.map((name) => stage.roles[name].current());
  if (!mirror || !notifier || !archiver) throw new Error('a role is missing');
  return { mirror, notifier, archiver };
}
