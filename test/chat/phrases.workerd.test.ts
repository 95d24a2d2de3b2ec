import { expect, it } from 'vitest';
import { createPocket } from '#application/chat/engines/pocket.ts';
import { newUser } from '../users.ts';
import { modelThat, personOf } from './person.ts';

it('PS5 the chat means the parts of the day and dates in numbers as the settings say, with a model and without', async () => {
  const user = await newUser();
  await user.done({ type: 'settings.update', patch: { evening: '18:00', dateOrder: 'day_first' } });
  const ada = await personOf(user, { pocket: createPocket() });
  const id = await ada.converse();
  await ada.say(id, 'add call Ada tomorrow evening');
  await ada.say(id, 'add visit Bob on 5/9');
  const { results } = await user.db.$client
    .prepare('SELECT title, due_wall FROM tasks WHERE user_id = ? ORDER BY title')
    .bind(user.id)
    .all();
  expect(results).toMatchObject([
    { title: 'call Ada', due_wall: expect.stringContaining('T18:00') },
    { title: 'visit Bob', due_wall: expect.stringContaining('-09-05') },
  ]);

  const model = modelThat(() => ({ say: 'Hello.' }));
  const asking = await personOf(user, { model });
  await asking.say(await asking.converse(), 'what do you think?');
  expect(JSON.stringify(model.asked[0])).toContain('evening 18:00, tonight 20:00. In 5/9 the day comes first.');
});
