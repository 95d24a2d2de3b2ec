import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Task } from '#core/task/task.ts';
import { nthId } from '#test/ids.ts';
import { sampleTask } from '#test/sample-task.ts';
import { sampleEvent } from '../../test/sample-event.ts';
import { type CarillonEvent, openTasks } from './open-tasks.ts';

const event = (n: number, version: number, task: Partial<Task>, type = 'task.updated'): CarillonEvent => ({
  ...sampleEvent(n, { type, task: { version, ...task } }),
  id: `evt_${n}_${version}`,
  data: { after: sampleTask({ id: nthId('task', n), version, ...task }) },
});

const HISTORY = [
  event(1, 1, { title: 'First' }, 'task.created'),
  event(2, 1, { title: 'Second' }, 'task.created'),
  event(1, 2, { title: 'First, renamed' }),
  event(2, 2, { title: 'Second', status: 'completed' }, 'task.completed'),
  event(3, 1, { title: 'Third' }, 'task.created'),
  event(3, 2, { title: 'Third', deletedAt: '2026-11-21T10:00:00.000Z' }, 'task.deleted'),
  event(4, 1, { title: 'Fourth' }, 'task.created'),
];
const USER = HISTORY[0]?.userid ?? '';

function afterAll(events: readonly CarillonEvent[]): string[] {
  const tasks = openTasks(':memory:');
  for (const each of events) tasks.apply(each, 0);
  const titles = tasks.titles(USER);
  tasks.close();
  return titles;
}

describe('the example of a consumer', () => {
  it('EX1 ends at the same whatever comes again, and however late', () => {
    const again = fc.array(fc.nat({ max: HISTORY.length - 1 }), { maxLength: 30 });
    fc.assert(
      fc.property(again, (repeated) => {
        // A repetition comes after the first time, but anywhere after it.
        const events = HISTORY.flatMap((each, at) => [
          each,
          ...HISTORY.filter((_, n) => n <= at && repeated.includes(n)),
        ]);
        expect(afterAll(events)).toEqual(['First, renamed', 'Fourth']);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('EX1 tells what it knows already, also after it was started again, and keeps a newer state', () => {
    const tasks = openTasks(':memory:');
    expect(HISTORY.map((each) => tasks.apply(each, 0))).toEqual(HISTORY.map(() => true));
    expect(HISTORY.map((each) => tasks.apply(each, 0))).toEqual(HISTORY.map(() => false));
    tasks.forget(1);
    // Forgotten, so it is acted on again, and the version says that it is old.
    expect(tasks.apply(event(1, 1, { title: 'First' }), 2)).toBe(true);
    expect(tasks.titles(USER)).toEqual(['First, renamed', 'Fourth']);
    tasks.close();
  });

  it('EX2 goes on over types it does not know, and forgets whoever leaves', () => {
    const tasks = openTasks(':memory:');
    for (const each of HISTORY) tasks.apply(each, 0);
    const strange = { ...event(9, 1, {}), type: 'carillon.comet.seen.v1' };
    expect(tasks.apply(strange, 0)).toBe(true);
    tasks.apply({ ...event(8, 1, {}), type: 'carillon.account.deleted.v1', data: {} }, 0);
    expect(tasks.titles(USER)).toEqual([]);
    tasks.close();
  });
});
