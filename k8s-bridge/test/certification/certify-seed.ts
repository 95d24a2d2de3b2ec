import type { Topic } from '#core/feed/topics.ts';
import { seeded } from '../seeded.ts';
import { checkArchive } from './check-archive.ts';
import { checkMessages } from './check-messages.ts';
import { checkStates, type KnownTask, KnownTaskSchema } from './check-states.ts';
import { checkTopics } from './check-topics.ts';
import { readMessages, readSent, type SentEvent } from './edge-database.ts';
import { newInjector } from './inject.ts';
import { newLoad } from './load.ts';
import { newPerson, type Person } from './person.ts';
import { describeSchedule, ROLES, type Schedule } from './schedule.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';

const PEOPLE = 3;
const EVENT_TOPICS = ['task-events', 'reminders', 'notification-events'] as const;

/** What one certification has seen, for whoever reads along. */
export interface Certified {
  readonly events: number;
  readonly repeated: number;
  readonly messages: number;
  readonly sentTwice: number;
  /** How long the start, the faults, and what came after them took. */
  readonly seconds: readonly number[];
}

/**
 * Runs one schedule against the real parts.
 *
 * @throws Error with the schedule, what was found to be wrong, and the last complaints of each process
 */
export async function certifySeed(schedule: Schedule): Promise<Certified> {
  const times = [performance.now()];
  const stage = await openStage(schedule);
  times.push(performance.now());
  try {
    const { people, underWay } = await disturb(stage, schedule);
    times.push(performance.now());
    await settle(stage, people).catch(async (unsettled: Error) => {
      // What is missing says more than that it was waited for.
      const findings = await check(stage, people, underWay).then(() => '', String);
      throw new Error(`${unsettled.message}\n${findings}`, { cause: unsettled });
    });
    const found = await check(stage, people, underWay);
    times.push(performance.now());
    const seconds = times.slice(1).map((at, n) => Math.round((at - (times[n] ?? at)) / 1000));
    return { ...found, seconds };
  } catch (error) {
    const complaints = ROLES.flatMap((name) => stage.roles[name].complaints());
    const said = error instanceof Error ? error.message : String(error);
    throw new Error([describeSchedule(schedule), said, ...complaints].join('\n'), { cause: error });
  } finally {
    await stage.close();
  }
}

/** Lets people work, takes away what the schedule says, and returns when all of it is back. */
async function disturb(stage: Stage, { seed, commands, faults }: Schedule) {
  const { carillon, mailbox, endpoint } = stage;
  const hook = `http://127.0.0.1:${endpoint.port}/certification`;
  const signUps = Array.from({ length: PEOPLE }, (_, nth) =>
    newPerson({ origin: carillon.origin, mailbox, hook, nth, random: seeded(seed * PEOPLE + nth) }),
  );
  const people = await Promise.all(signUps);
  const load = newLoad(people);
  const { inject, untilRecovered, underWay } = newInjector(stage, people);
  await load.runTo(faults[0]?.after ?? 0);
  for (const [n, fault] of faults.entries()) {
    const next = faults[n + 1]?.after ?? commands;
    // In the middle of what they do: some have their answer, others have not.
    await Promise.all([load.runTo(next), load.untilAnswered(fault.after + 1).then(() => inject(fault))]);
  }
  await untilRecovered();
  return { people, underWay };
}

async function check(
  stage: Stage,
  people: readonly Person[],
  underWay: ReadonlySet<string>,
): Promise<Omit<Certified, 'seconds'>> {
  const { carillon, kafka, archive, mailbox, endpoint } = stage;
  const read = async (topic: Topic) => await kafka.read(topic);
  const sent = await readSent(carillon.state);
  const topics = new Map<string, Awaited<ReturnType<typeof read>>>();
  for (const topic of EVENT_TOPICS) topics.set(topic, await read(topic));
  const messages = await readMessages(carillon.state);
  const arrived = {
    email: mailbox.mails().map(({ messageId }) => (messageId ?? 'none').replace(/^<|@.*$/g, '')),
    webhook: endpoint.calls.map(({ headers }) => String(headers['webhook-id'])),
  };
  const findings = [
    ...checkTopics(sent, topics),
    ...checkStates(await read('task-updates'), await readTasks(sent, people)),
    ...checkMessages(messages, arrived, underWay),
    ...(await checkArchive(sent, archive)),
  ];
  for (const topic of ['dlq.task-events', 'dlq.reminders'] as const) {
    const dead = await read(topic);
    if (dead.length > 0) findings.push(`${topic}: ${dead.length} dead letters, the first: ${JSON.stringify(dead[0])}`);
  }
  const wanted = people.reduce((sum, person) => sum + 2 * person.rings(), 0);
  const rung = messages.filter(({ kind }) => kind === 'reminder').length;
  if (rung !== wanted) findings.push(`ledger: ${rung} messages about reminders, ${wanted} were to go out`);
  if (findings.length > 0) throw new Error(findings.join('\n'));
  const records = [...topics.values()].reduce((sum, each) => sum + each.length, 0);
  const copies = arrived.email.length + arrived.webhook.length;
  return {
    events: sent.length,
    repeated: records - sent.length,
    messages: messages.length,
    sentTwice: copies - messages.length,
  };
}

/** The tasks of everybody, as the API tells them. */
async function readTasks(sent: readonly SentEvent[], people: readonly Person[]): Promise<KnownTask[]> {
  const userOf = new Map(sent.map(({ aggregateId, userId }) => [aggregateId, userId]));
  const known: KnownTask[] = [];
  for (const { client, taskIds } of people) {
    for (const id of taskIds) {
      const { task } = KnownTaskSchema.parse(await client.get(`/tasks/${id}`));
      known.push({ userId: userOf.get(id) ?? '', task });
    }
  }
  return known;
}
