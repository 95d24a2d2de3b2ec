import { toInstant } from '#core/instant.ts';
import { converse, type Turned, turn } from './converse.ts';
import { type GivenTask, give, MemoryTools } from './memory-tools.ts';

const PLAIN: Omit<GivenTask, 'title'> = {
  status: 'open',
  priority: null,
  tags: [],
  due: null,
  recurrence: null,
  reminders: [],
  completed_at: null,
};

export function task(title: string, rest: Partial<GivenTask> = {}): GivenTask {
  return { ...PLAIN, title, ...rest };
}

const HOME = [
  task('Buy milk', { due: { kind: 'date', date: '2027-05-05' }, tags: ['shop'] }),
  task('Buy eggs', { tags: ['shop'] }),
  task('Dentist', { due: { kind: 'time', local: '2027-05-11T14:00' } }),
  task('Pay rent', {
    due: { kind: 'date', date: '2027-05-01' },
    recurrence: { rrule: 'FREQ=MONTHLY;BYMONTHDAY=1', trigger: 'schedule' },
  }),
  task('Take out trash', { status: 'completed', completed_at: '2027-05-04T19:00' }),
];

/** Somebody's tasks on Wednesday, 5 May 2027, at ten in Paris. */
export async function newHome(tasks: readonly GivenTask[] = HOME): Promise<MemoryTools> {
  const tools = new MemoryTools({ now: toInstant(Date.UTC(2027, 4, 5, 8)), zone: 'Europe/Paris' });
  await give(tools, tasks);
  return tools;
}

export interface Told extends Turned {
  readonly tools: MemoryTools;
  /** Open tasks, by what they are called. */
  readonly open: readonly string[];
}

/** Says one thing after the other. @returns what came of the last */
export async function tell(utterances: readonly string[], given?: MemoryTools): Promise<Told> {
  const tools = given ?? (await newHome());
  const dialogue = await converse(utterances.slice(0, -1), tools);
  const turned = await turn(utterances.at(-1) ?? '', dialogue, tools);
  return { ...turned, tools, open: openTitles(tools) };
}

export function openTitles(tools: MemoryTools): string[] {
  return [...tools.model.world.tasks.values()]
    .filter(({ status, deletedAt }) => status === 'open' && deletedAt === null)
    .map(({ title }) => title)
    .sort();
}
