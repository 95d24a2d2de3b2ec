import { type Certified, checkStage } from './check-stage.ts';
import { newInjector } from './inject.ts';
import { newLoad } from './load.ts';
import { onStage } from './on-stage.ts';
import { newPeople } from './person.ts';
import { describeSchedule, type Schedule } from './schedule.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

const PEOPLE = 3;

/** Each with how long the start, the faults, and what came after them took. */
export interface CertifiedSeed extends Certified {
  readonly seconds: readonly number[];
}

/**
 * Runs one schedule against the real parts.
 *
 * @throws Error with the schedule, what was found to be wrong, and the last complaints of each process
 */
export async function certifySeed(schedule: Schedule): Promise<CertifiedSeed> {
  const times = [performance.now()];
  return await onStage(describeSchedule(schedule), schedule.transport, async (stage) => {
    times.push(performance.now());
    const { people, underWay } = await disturb(stage, schedule);
    times.push(performance.now());
    await settle(stage, people).catch(async (unsettled: Error) => {
      // What is missing says more than that it was waited for.
      const findings = await checkStage(stage, people, underWay).then(() => '', String);
      throw new Error(`${unsettled.message}\n${findings}`, { cause: unsettled });
    });
    const found = await checkStage(stage, people, underWay);
    times.push(performance.now());
    const seconds = times.slice(1).map((at, n) => Math.round((at - (times[n] ?? at)) / 1000));
    return { ...found, seconds };
  });
}

/** Lets people work, takes away what the schedule says, and returns when all of it is back. */
async function disturb(stage: Stage, { seed, commands, faults }: Schedule) {
  const people = await newPeople(stage, PEOPLE, seed);
  const load = newLoad(people);
  const { inject, untilRecovered, failed, underWay } = newInjector(stage, people);
  const work = async () => {
    await load.runTo(faults[0]?.after ?? 0);
    for (const [n, fault] of faults.entries()) {
      const next = faults[n + 1]?.after ?? commands;
      // In the middle of what they do: some have their answer, others have not.
      await Promise.all([load.runTo(next), load.untilAnswered(fault.after + 1).then(() => inject(fault))]);
    }
    await untilRecovered();
  };
  await Promise.race([failed, work()]);
  return { people, underWay };
}
