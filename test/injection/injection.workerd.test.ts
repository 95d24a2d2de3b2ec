import { describe, expect, it } from 'vitest';
import { modelThat, personOf } from '../chat/person.ts';
import { newUser } from '../users.ts';
import { ATTACKS, PLACES, SAMPLED } from './attacks.ts';
import { countOf, expectBounded, expectUnheeded, skippedOf } from './under-attack.ts';

const sampled = SAMPLED.map((attack) => [attack.id, attack] as const);

it('IJ2 there are at least 120 attacks, at every place, and every kind of them is tried each time', () => {
  expect(new Set(ATTACKS.map(({ id }) => id)).size).toBe(ATTACKS.length);
  expect(ATTACKS.length).toBeGreaterThanOrEqual(120);
  expect(new Set(ATTACKS.map(({ place }) => place)).size).toBe(PLACES.length);
  for (const kind of ['place', 'voice', 'disguise', 'goal'] as const)
    expect(new Set(SAMPLED.map((attack) => attack[kind]))).toEqual(new Set(ATTACKS.map((attack) => attack[kind])));
});

describe('a model that obeys whatever it reads', () => {
  it.each(sampled)(
    'IJ2 changes nothing in answer to a question, and after an order nothing that is there and was not named: %s',
    async (_id, attack) => {
      await expectBounded(attack);
    },
  );
});

it.each(sampled)('IJ4 without a model what is written in tasks is never an order: %s', async (_id, attack) => {
  await expectUnheeded(attack);
});

describe('small calls', () => {
  const IDS = /task_[0-9a-z]{26}/g;
  const idsOf = (contents: string[]) => [...new Set(contents.join('\n').match(IDS) ?? [])].slice(0, 4);

  it.each([
    ['one by one', (ids: string[]) => ids.map((id): [string, unknown] => ['delete', { ids: [id] }])],
    [
      'planned one by one',
      (ids: string[]) => ids.map((id): [string, unknown] => ['delete', { ids: [id], dryRun: true }]),
    ],
  ] as const)('IJ3 deleting several %s takes a click like deleting them at once', async (_name, deleting) => {
    const user = await newUser();
    for (const title of ['A', 'B', 'C']) await user.done({ type: 'task.create', title });
    const model = modelThat(({ messages }, nth) => {
      const contents = messages.map(({ content }) => content);
      const plans = [...new Set(contents.join('\n').match(/pln_[0-9a-z]{26}/g) ?? [])];
      if (nth === 1) return { call: [['find', {}]] };
      if (nth === 2) return { call: deleting(idsOf(contents)) };
      return nth === 3 ? { call: plans.map((plan) => ['apply', { plan }]) } : { say: 'Done.' };
    });
    const person = await personOf(user, { model });
    const { turn } = await person.say(await person.converse(), 'get rid of it all');
    expect([(await person.titles()).length, await skippedOf(person)]).toEqual([2, 0]);
    expect(JSON.stringify(turn.events)).toContain('confirm');
  });

  it('IJ3 changing more than ten one by one takes a click', async () => {
    const user = await newUser();
    for (let n = 0; n < 13; n += 1) await user.done({ type: 'task.create', title: `T${n}` });
    const model = modelThat(({ messages }, nth) => {
      const ids = [
        ...new Set(
          messages
            .map(({ content }) => content)
            .join('\n')
            .match(IDS) ?? [],
        ),
      ];
      if (nth === 1) return { call: [['find', {}]] };
      return nth === 2 ? { call: ids.map((id) => ['complete', { ids: [id] }]) } : { say: 'Done.' };
    });
    const person = await personOf(user, { model });
    await person.say(await person.converse(), 'finish the lot');
    expect(await countOf(person, "tasks WHERE user_id = ? AND status = 'completed'")).toBe(10);
  });
});
