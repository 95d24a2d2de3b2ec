import { describe, expect, it } from 'vitest';
import type { Step } from '#core/pocket/understanding.ts';
import { newHome, openTitles, task, tell } from './given-home.ts';

function intents(steps: readonly Step[]): string[] {
  return steps.map((step) => (step.kind === 'ask' ? `ask ${step.reason}` : step.meaning.intent));
}

async function query(...said: string[]) {
  return (await tell(said)).understanding.steps.map((step) => (step.kind === 'do' ? step.meaning.query : step.kind));
}

describe('pocket leaves out what is to be left out', () => {
  it('PK22 “or” binds closer than “and”, and days and priorities beside each other are each meant', async () => {
    expect(await query('show everything tagged travel or home')).toEqual(['#travel | #home']);
    expect(await query('show high or urgent tasks tagged home or shop')).toEqual(['(#home | #shop) & (p2 | p1)']);
    expect(await query('show overdue or due today')).toEqual(['overdue | due: today']);
    expect(await query('show tasks due today and tomorrow')).toEqual(['due: today | due: tomorrow']);
    expect(await query('show milk or eggs')).toEqual(['milk | eggs']);
  });

  it('PK23 what is left out is no condition to look for: not, neither, without, except', async () => {
    expect(await query('what is not tagged shop?')).toEqual(['!#shop']);
    expect(await query('show everything except shop and milk')).toEqual(['!(#shop | milk)']);
    expect(await query('show what is neither urgent nor high')).toEqual(['!p1 & !p2']);
    expect(await query("which tasks don't repeat")).toEqual(['!recurring']);
    expect(await query('show tasks without a tag')).toEqual(['no tags']);
    expect(await query("what isn't done?")).toEqual(['open']);
    expect(await query('show #shop', 'but not the milk')).toEqual(['#shop & !milk']);
  });

  it('PK23 a change of everything but something spares it; when it is not found nothing is changed', async () => {
    const list = async () => await newHome([task('Buy milk'), task('Buy eggs'), task('Pay rent')]);
    expect((await tell(['finish everything except the rent'], await list())).open).toEqual(['Pay rent']);
    expect((await tell(['finish all but milk and eggs'], await list())).open).toEqual(['Buy eggs', 'Buy milk']);
    expect((await tell(['show my tasks', 'finish all but the last'], await list())).open).toEqual(['Pay rent']);
    for (const said of [['delete everything except the unicorn'], ['finish all but unicorns', 'milk']]) {
      const { open, called } = await tell(said);
      expect([open.length, called.filter(({ result }) => result.correlationId !== null)], said[0]).toEqual([4, []]);
    }
    const buys = await newHome([task('Send report A'), task('Send report B'), task('Rest')]);
    expect((await tell(['finish everything that is not a report'], buys)).open).toEqual([
      'Send report A',
      'Send report B',
    ]);
  });

  it('PK24 an order with “not” before it changes nothing, and what stands behind it is an order of its own', async () => {
    for (const said of [
      "don't delete the milk",
      'do not move the dentist to friday',
      'never finish buy milk',
      "don't add bread",
      'please do not touch the milk',
    ]) {
      const { understanding, open, called } = await tell([said]);
      expect([intents(understanding.steps), understanding.certainty, open.length], said).toEqual([
        ['chitchat'],
        'sure',
        4,
      ]);
      expect(called).toEqual([]);
    }
    expect((await tell(["don't delete the milk, finish it"])).open).not.toContain('Buy milk');
    expect(intents((await tell(["i haven't paid the rent"])).understanding.steps)).toEqual(['reopen_task']);
  });
});

describe('pocket goes on from what was done', () => {
  it('PK25 “no, the eggs” takes back what was done and does it to them; “the eggs too” does it to them as well', async () => {
    expect((await tell(['finish milk', 'no, the eggs'])).open).toEqual(['Buy milk', 'Dentist', 'Pay rent']);
    expect((await tell(['finish milk', 'not milk, eggs'])).open).toContain('Buy milk');
    expect((await tell(['finish buy', 'milk', 'no, the other one'])).open).toContain('Buy milk');
    for (const also of ['eggs too', 'same for eggs', 'and eggs']) {
      expect((await tell(['finish milk', also])).open, also).toEqual(['Dentist', 'Pay rent']);
    }
    expect((await tell(['finish milk', 'no, keep it'])).open).toContain('Buy milk');
    expect(intents((await tell(['finish milk', 'what about the eggs?'])).understanding.steps)).toEqual(['chitchat']);
  });

  it('PK25 nothing is taken back that was not done just now', async () => {
    const held = await tell(['finish eggs', 'delete everything tagged shop', 'no, the dentist']);
    expect(held.called.filter(({ action }) => action.tool === 'undo')).toEqual([]);
    const so = await tell(['finish eggs', 'finish take out trash', 'no, the dentist']);
    expect(intents(so.understanding.steps)).toEqual(['complete_task']);
    expect(so.open).toEqual(['Buy milk', 'Pay rent']);
    expect((await tell(['finish eggs', 'show my tasks', 'no, keep it'])).open).not.toContain('Buy eggs');
  });

  it('PK25 another value stands in for the one that was said', async () => {
    const { tools } = await tell(['move the dentist to monday', 'no, tuesday']);
    const dentist = [...tools.model.world.tasks.values()].find(({ title }) => title === 'Dentist');
    expect(dentist?.due).toEqual({ kind: 'floating', local: '2027-05-11T14:00' });
    const steps = (await tell(['make the milk low', 'no, medium'])).understanding.steps;
    expect(steps).toMatchObject([{ meaning: { intent: 'set_priority', priority: 'medium' } }]);
  });

  it('PK25 a new day keeps the time of each of several tasks', async () => {
    const two = await newHome([
      task('Early', { due: { kind: 'time', local: '2027-05-05T11:00' }, tags: ['x'] }),
      task('Late', { due: { kind: 'time', local: '2027-05-05T21:00' }, tags: ['x'] }),
    ]);
    await tell(['move everything tagged x to friday'], two);
    expect([...two.model.world.tasks.values()].map(({ due }) => due)).toEqual([
      { kind: 'floating', local: '2027-05-07T11:00' },
      { kind: 'floating', local: '2027-05-07T21:00' },
    ]);
    expect(openTitles(two)).toHaveLength(2);
  });

  it('PK6 places count from the end, too, and have a first and a last', async () => {
    const list = async () => await newHome(['a1', 'b2', 'c3', 'd4', 'e5'].map((title) => task(title)));
    const left = async (said: string) => (await tell(['show my tasks', said], await list())).open.join(' ');
    expect(await left('finish the second to last')).toBe('a1 b2 c3 e5');
    expect(await left('finish the last but one')).toBe('a1 b2 c3 e5');
    expect(await left('finish the third from the end')).toBe('a1 b2 d4 e5');
    expect(await left('finish 2 to 4')).toBe('a1 e5');
    expect(await left('finish 2-3')).toBe('a1 d4 e5');
    expect((await tell(['show my tasks', 'finish the first', 'finish the rest'], await list())).open).toEqual([]);
  });
});
