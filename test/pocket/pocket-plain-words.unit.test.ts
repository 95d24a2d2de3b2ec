import { expect, it } from 'vitest';
import { newHome, task, tell } from './given-home.ts';

it('PK28 which of the candidates is meant can be said by what is true of it', async () => {
  const given = () =>
    newHome([
      task('Read contract', { due: { kind: 'date', date: '2027-05-06' } }),
      task('Sign contract', { due: { kind: 'date', date: '2027-05-07' }, priority: 'high', tags: ['legal'] }),
    ]);
  for (const said of ['the one for friday', 'the high priority one', 'the one tagged legal']) {
    const { open } = await tell(['finish contract', said], await given());
    expect(open, said).toEqual(['Read contract']);
  }
  // What is true of neither chooses none, and is no new task.
  const { called, open } = await tell(['finish contract', 'the one at 10'], await given());
  expect([called, open]).toEqual([[], ['Read contract', 'Sign contract']]);
});

it('PK5 an order to delete that is also what the task is called is asked about first', async () => {
  const given = () => newHome([task('Cancel the gym'), task('Water the ferns')]);
  const both = ['Cancel the gym', 'Water the ferns'];
  expect(await tell(['cancel the gym'], await given())).toMatchObject({ called: [], open: both });
  expect((await tell(['delete "Cancel the gym"'], await given())).open).toEqual(['Water the ferns']);
});

it('PK29 words that change nothing are left out where nothing is understood with them, never of a title', async () => {
  const { understanding } = await tell(['what do I still really have to do today?']);
  expect(understanding.steps.map((step) => step.kind === 'do' && step.meaning.intent)).toEqual(['list_tasks']);
  expect((await tell(['buy even more yarn again tomorrow'])).open).toContain('buy even more yarn again');
});
