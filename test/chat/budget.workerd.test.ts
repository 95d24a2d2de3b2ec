import { describe, expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { modelThat, newPerson } from './person.ts';

const enginesOf = (events: { type: string }[]) => events.filter(({ type }) => type === 'engine');

describe('what a model may be used for', () => {
  it('CH7 each has a budget of requests and of tokens for a day, and is told when it is used up', async () => {
    for (const limits of [
      { requests: 2, tokens: 1_000_000 },
      { requests: 100, tokens: 200 },
    ]) {
      let now = Date.parse('2026-11-21T10:00:00Z');
      const model = modelThat(() => ({ say: 'Hello.' }), limits);
      const ada = await newPerson({ model, effects: { now: () => toInstant(now) } });
      const id = await ada.converse();
      await ada.say(id, 'one');
      await ada.say(id, 'two');
      expect((await ada.chat().getSettings()).budget).toEqual({ ...limits, requestsUsed: 2, tokensUsed: 200 });
      const { turn } = await ada.say(id, 'three');
      expect(enginesOf(turn.events)).toMatchObject([
        { engine: 'pocket', why: 'budget', detail: expect.stringMatching(/^Your budget for the model is used up/) },
      ]);
      expect([model.asked.length, turn.isSent]).toEqual([2, false]);
      now += 24 * 3_600_000;
      await ada.say(id, 'four');
      expect(model.asked.length).toBe(3);
    }
  });

  it.each([
    ['does not say what it used', { say: 'Hello.', tokens: null }],
    ['breaks off in the middle', { say: 'Half a', breaksOff: true }],
  ])('CH7 a model that %s is counted by what went there and back', async (_what, reply) => {
    const model = modelThat(() => reply, { requests: 100, tokens: 1000 });
    const ada = await newPerson({ model });
    const id = await ada.converse();
    await ada.say(id, 'one');
    expect((await ada.chat().getSettings()).budget?.tokensUsed).toBeGreaterThan(1000);
    const { turn } = await ada.say(id, 'two');
    expect(enginesOf(turn.events)).toMatchObject([{ engine: 'pocket', why: 'budget' }]);
    expect(model.asked).toHaveLength(1);
  });
});
