import { expect, it } from 'vitest';
import { createPocket } from '#application/chat/engines/pocket.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { newPerson } from './person.ts';

async function tripsOf(text: string, key?: string): Promise<number> {
  const meter = newMeter();
  const ada = await newPerson({ pocket: createPocket(), meter });
  const id = await ada.converse();
  const before = meter.trips;
  const { turn } = await ada.say(id, text, key === undefined ? {} : { key });
  expect(turn.events.at(-1)).toMatchObject({ type: 'done', end: 'answered' });
  return meter.trips - before;
}

it('CH18 a turn that no model answers asks the database a few times, however little is known beforehand', async () => {
  // Taken in; two looks at once; found; kept.
  expect(await tripsOf('show everything tagged home')).toBeLessThanOrEqual(4);
  // Taken in; read, committed; kept as far as it came, and to its end.
  expect(await tripsOf('add buy bread tomorrow at 9 #home', 'a key')).toBeLessThanOrEqual(5);
});

it('CH18 what is refused because the conversation still answers leaves it as it was', async () => {
  const ada = await newPerson({ pocket: createPocket() });
  const id = await ada.converse();
  await ada.begin(id, 'first');
  const before = (await ada.chat().getConversation(id, null)).conversation;
  await expect(ada.begin(id, 'second')).rejects.toMatchObject({ code: 'conflict' });
  expect((await ada.chat().getConversation(id, null)).conversation).toEqual(before);
});
