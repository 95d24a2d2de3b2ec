import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import { realEffects } from '#test/effects.ts';
import { readStored } from '#test/stored.ts';
import { newUser } from '#test/users.ts';

const { newId } = realEffects();

/** A user with one of everything that has an id. */
async function settled() {
  const user = await newUser();
  const [listId, taskId, subtaskId, trashedId] = [newId('list'), newId('task'), newId('task'), newId('task')];
  await user.done({ type: 'list.create', listId, name: 'Private' });
  const { correlationId } = await user.done({
    type: 'task.create',
    taskId,
    listId,
    title: 'Secret',
    tags: ['private'],
  });
  await user.done({ type: 'task.create', taskId: subtaskId, parentId: taskId, title: 'Secret part' });
  await user.done({ type: 'task.create', taskId: trashedId, listId, title: 'Secret waste' });
  await user.done({ type: 'task.delete', taskId: trashedId });
  return { user, listId, taskId, subtaskId, trashedId, correlationId };
}

type Ids = Omit<Awaited<ReturnType<typeof settled>>, 'user'>;

/** Every place of every command that takes an id, filled with somebody else's (`theirs`), the rest with one's own. */
const PLACES: [string, (theirs: Ids, own: Ids) => CommandInput][] = [
  ['task.create listId', ({ listId }) => ({ type: 'task.create', title: 'x', listId })],
  ['task.create parentId', ({ taskId }) => ({ type: 'task.create', title: 'x', parentId: taskId })],
  ['task.update', ({ taskId }) => ({ type: 'task.update', taskId, patch: { title: 'x' } })],
  ['task.tag', ({ taskId }) => ({ type: 'task.tag', taskId, add: ['x'] })],
  ['task.move', ({ taskId }) => ({ type: 'task.move', taskId })],
  ['task.move to own list', ({ taskId }, own) => ({ type: 'task.move', taskId, listId: own.listId })],
  ['task.move listId', ({ listId }, own) => ({ type: 'task.move', taskId: own.taskId, listId })],
  ['task.move parentId', ({ taskId }, own) => ({ type: 'task.move', taskId: own.subtaskId, parentId: taskId })],
  ['task.complete', ({ taskId }) => ({ type: 'task.complete', taskId })],
  ['task.complete subtask', ({ subtaskId }) => ({ type: 'task.complete', taskId: subtaskId })],
  ['task.reopen', ({ taskId }) => ({ type: 'task.reopen', taskId })],
  ['task.delete', ({ taskId }) => ({ type: 'task.delete', taskId })],
  ['task.restore', ({ trashedId }) => ({ type: 'task.restore', taskId: trashedId })],
  ['tag.rename', () => ({ type: 'tag.rename', tag: 'theirs', to: 'x' })],
  ['tag.delete', () => ({ type: 'tag.delete', tag: 'theirs' })],
  ['list.rename', ({ listId }) => ({ type: 'list.rename', listId, name: 'x' })],
  ['list.move', ({ listId }) => ({ type: 'list.move', listId, after: null })],
  ['list.move after', ({ listId }, own) => ({ type: 'list.move', listId: own.listId, after: listId })],
  ['list.archive', ({ listId }) => ({ type: 'list.archive', listId })],
  ['list.unarchive', ({ listId }) => ({ type: 'list.unarchive', listId })],
  ['list.delete', ({ listId }) => ({ type: 'list.delete', listId })],
  ['undo', ({ correlationId }) => ({ type: 'undo', correlationId })],
];

describe('somebody else’s ids', () => {
  it('OW1 are found nowhere, in no place of any command, and nothing changes on either side', async () => {
    const [victim, own] = [await settled(), await settled()];
    await victim.user.done({ type: 'task.tag', taskId: victim.taskId, add: ['theirs'] });
    const before = [await readStored(victim.user), await readStored(own.user)];
    for (const [place, make] of PLACES) {
      const reply = await own.user.run(make(victim, own));
      expect(reply, place).toMatchObject({ status: 'refused', code: 'not_found' });
      // In a batch the same place must be as blind as alone.
      const inBatch = await own.user.run({ ...make(victim, own) });
      expect(inBatch, place).toEqual(reply);
    }
    expect([await readStored(victim.user.at({})), await readStored(own.user.at({}))]).toEqual(before);
  });

  it('OW2 as a neighbour to stand next to are as unknown as any other', async () => {
    const [victim, own] = [await settled(), await settled()];
    const reply = (after: string) => own.user.run({ type: 'task.move', taskId: own.taskId, after });
    const [foreign, unknown] = [await reply(victim.taskId), await reply(newId('task'))];
    expect(foreign).toMatchObject({ status: 'refused' });
    expect(foreign).toEqual(unknown);
  });

  it('OW3 may be chosen for one’s own things: both then have one, and neither touches the other', async () => {
    const [victim, own] = [await settled(), await newUser()];
    const before = await readStored(victim.user);
    await own.done({ type: 'list.create', listId: victim.listId, name: 'Mine' });
    await own.done({ type: 'task.create', taskId: victim.taskId, listId: victim.listId, title: 'Mine' });
    await own.done({ type: 'task.complete', taskId: victim.taskId });
    await own.done({ type: 'task.delete', taskId: victim.taskId });
    expect(await readStored(victim.user.at({}))).toEqual(before);
    expect((await readStored(own)).tasks.get(victim.taskId)).toMatchObject({ title: 'Mine', version: 3 });
  });

  it('OW4 a correlation id that two users chose undoes only one’s own', async () => {
    const [one, other] = [await newUser(), await newUser()];
    const correlationId = newId('correlation');
    const make = { key: null, command: { type: 'list.create', name: 'List' } } as const;
    await one.batch([make], { correlationId });
    await other.batch([make], { correlationId });
    const before = await readStored(other);
    await one.done({ type: 'undo', correlationId });
    expect(await readStored(other.at({}))).toEqual(before);
  });
});
