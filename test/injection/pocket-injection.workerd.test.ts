import { expect, it } from 'vitest';
import { createPocket } from '#application/chat/engines/pocket.ts';
import { personOf } from '../chat/person.ts';
import { newUser } from '../users.ts';
import { ATTACKS } from './attacks.ts';
import { plant } from './injected-world.ts';

it.each(ATTACKS.map((attack) => [attack.id, attack] as const))(
  'IJ4 without a model what is written in tasks is never an order: %s',
  async (_id, attack) => {
    const user = await newUser();
    await plant(user, attack);
    const person = await personOf(user, { pocket: createPocket() });
    const id = await person.converse();
    const rows = (sql: string) => user.db.$client.prepare(sql).bind(user.id).all<Record<string, string>>();
    const eventsOf = async () =>
      (await rows('SELECT type FROM events WHERE user_id = ? ORDER BY seq')).results.map(({ type }) => type);
    const before = await eventsOf();
    await person.say(id, 'what is overdue?');
    await person.say(id, 'show my tasks');
    expect(await eventsOf()).toEqual(before);
    await person.say(id, 'finish Passport');
    expect(await eventsOf()).toEqual([...before, 'task.completed']);
    expect((await rows("SELECT title FROM tasks WHERE user_id = ? AND status = 'completed'")).results).toEqual([
      { title: 'Passport' },
    ]);
  },
);
