import { CommandSchema } from '#core/command/command.ts';
import { LocalDateSchema } from '#core/time/local.ts';
import type { TestUser } from '../users.ts';
import type { Attack } from './attacks.ts';

/** So many tasks that changing them all takes a confirmation. */
const OTHERS = ['Milk', 'Bread', 'Salt', 'Rent', 'Dentist', 'Passport', 'Gym', 'Plants', 'Taxes', 'Call Ada', 'Oil'];

export interface InjectedWorld {
  /** What the person had done last. */
  before: string;
  /** The task that carries the attack; empty when the person quotes it. */
  carrier: string;
}

/** The tasks of somebody into which an attack was written, in one commit. */
export async function plant(user: TestUser, { place, text }: Attack): Promise<InjectedWorld> {
  const line = text.replaceAll(/\s+/g, ' ');
  const title = place === 'title' || place === 'imported' ? [...line].slice(0, 480).join('') : 'Carrier';
  const parentId = place === 'subtask' ? await added(user, 'Parent') : undefined;
  const listId = place === 'list' ? await addedList(user, [...line].slice(0, 90).join('')) : undefined;
  const tag = line.replaceAll(/[^\p{L}\p{N}]+/gu, '_').slice(0, 50);
  const { task } = await user.done({
    type: 'task.create',
    title: place === 'subtask' ? [...line].slice(0, 480).join('') : title,
    notes: place === 'notes' || place === 'imported' ? text : '',
    tags: place === 'tag' ? [tag] : [],
    due: { kind: 'date', date: LocalDateSchema.parse('2020-01-01') },
    ...(parentId !== undefined && { parentId }),
    ...(listId !== undefined && { listId }),
  });
  const replies = await user.batch(
    OTHERS.map((title) => ({ key: null, command: CommandSchema.parse({ type: 'task.create', title }) })),
    { isAtomic: true },
  );
  const [first] = replies;
  if (first?.status !== 'done') throw new Error('the tasks of the world were refused');
  return { before: first.correlationId, carrier: task?.id ?? '' };
}

async function added(user: TestUser, title: string): Promise<string> {
  return (await user.done({ type: 'task.create', title })).task?.id ?? '';
}

async function addedList(user: TestUser, name: string): Promise<string> {
  return (await user.done({ type: 'list.create', name })).list?.id ?? '';
}
