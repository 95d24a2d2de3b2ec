import type { Topic } from '#core/feed/topics.ts';
import { checkArchive } from './check-archive.ts';
import { checkMessages } from './check-messages.ts';
import { checkStates, type KnownTask, KnownTaskSchema } from './check-states.ts';
import { checkTopics } from './check-topics.ts';
import { readMessages, readSent, type SentEvent } from './edge-database.ts';
import type { Person } from './person.ts';
import type { Stage } from './stage.ts';

const EVENT_TOPICS = ['task-events', 'reminders', 'notification-events'] as const;

/** What one certification has seen, for whoever reads along. */
export interface Certified {
  readonly events: number;
  readonly repeated: number;
  readonly messages: number;
  readonly sentTwice: number;
}

/**
 * Compares all that left with all that arrived, once nothing moves any more.
 *
 * @param underWay messages that may have arrived twice
 * @throws Error with everything that is wrong, a line each
 */
export async function checkStage(
  stage: Stage,
  people: readonly Person[],
  underWay: ReadonlySet<string>,
): Promise<Certified> {
  const { carillon, kafka, archive, mailbox, endpoint } = stage;
  const sent = await readSent(carillon.state);
  const read = async (of: readonly Topic[]) => {
    const records = of.map(async (topic) => [topic, await kafka.read(topic)] as const);
    return new Map(await Promise.all(records));
  };
  const [topics, states, dead, tasks, ofArchive] = await Promise.all([
    read(EVENT_TOPICS),
    kafka.read('task-updates'),
    read(['dlq.task-events', 'dlq.reminders']),
    readTasks(sent, people),
    checkArchive(sent, archive),
  ]);
  const messages = await readMessages(carillon.state);
  const arrived = {
    email: mailbox.mails().map(({ messageId }) => (messageId ?? 'none').replace(/^<|@.*$/g, '')),
    webhook: endpoint.calls.map(({ headers }) => String(headers['webhook-id'])),
  };
  const findings = [
    ...checkTopics(sent, topics),
    ...checkStates(states, tasks),
    ...checkMessages(messages, arrived, underWay),
    ...ofArchive,
  ];
  for (const [topic, [first, ...more]] of dead) {
    if (first) findings.push(`${topic}: ${1 + more.length} dead letters, the first: ${JSON.stringify(first)}`);
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
  const known = people.map(async ({ client, taskIds }) => {
    const own: KnownTask[] = [];
    for (const id of taskIds) {
      const { task } = KnownTaskSchema.parse(await client.get(`/tasks/${id}`));
      own.push({ userId: userOf.get(id) ?? '', task });
    }
    return own;
  });
  return (await Promise.all(known)).flat();
}
