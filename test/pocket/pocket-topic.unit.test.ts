import { expect, it } from 'vitest';
import { newHome, task, tell } from './given-home.ts';

async function calls(said: string) {
  const { called, open } = await tell([said]);
  return { tools: called.map(({ action }) => action.tool), open };
}

it('PK26 what is said of a task before an order only tells which one it is for', async () => {
  for (const said of [
    'the rent matters tomorrow, make it p1',
    "the rent isn't small, set it to urgent",
    'rent: make it p1',
    'as for the rent, make it p1',
  ]) {
    const { understanding, open } = await tell([said]);
    const [step, ...more] = understanding.steps;
    expect([step?.kind === 'do' && step.meaning.tasks.map(({ title }) => title), more], said).toEqual([
      ['Pay rent'],
      [],
    ]);
    expect(open.length, said).toBe(4);
  }
});

it('PK26 where there is no such task, or the order is for another one, it is none', async () => {
  expect((await calls('finish the milk, tag the eggs diy')).tools).toEqual(['complete', 'update']);
  expect((await calls('the unicorn matters, make it p1')).tools).toEqual([]);
  expect((await calls('note for milk: delete it')).tools).not.toContain('delete');
});

it('PK27 two orders in one are both carried out: put back on the list, and due then', async () => {
  const home = await newHome([task('Ship the parcel', { status: 'completed', completed_at: '2027-05-04T19:00' })]);
  const { called, open } = await tell(['put the parcel back on my list for friday'], home);
  expect(called.map(({ action }) => action.tool)).toEqual(['reopen', 'reschedule']);
  expect(open).toEqual(['Ship the parcel']);
  const [parcel] = home.model.world.tasks.values();
  expect(parcel?.due).toEqual({ kind: 'date', date: '2027-05-07' });
});
