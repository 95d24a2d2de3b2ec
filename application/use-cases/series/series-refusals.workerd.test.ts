import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#core/command/command.ts';
import { newGardener, repeating, SUNDAY, seriesId, taskId } from '#test/gardener.ts';
import { nthId } from '#test/ids.ts';

describe('a recurrence is refused', () => {
  it.each([
    ['without a due', { due: null }, {}, 'due'],
    ['with a rule that never occurs', {}, { rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'recurrence.rule'],
    ['finer than a day', {}, { rule: 'FREQ=HOURLY' }, 'recurrence.rule'],
    ['that ends before it begins', {}, { rule: 'FREQ=DAILY;UNTIL=20261101' }, 'recurrence.rule'],
  ])('SE9 %s, naming the field', async (_why, more, recurrence, path) => {
    const { ask, slots } = await newGardener();
    const command = { ...repeating('FREQ=DAILY', more), recurrence: { rule: 'FREQ=DAILY', ...recurrence } };
    expect(await ask(command as CommandInput)).toMatchObject({ code: 'validation_failed', errors: [{ path }] });
    expect(await slots()).toEqual([]);
  });

  it('SE9 where it cannot be: on subtasks, on what repeats, with its due taken away, with slots that are none', async () => {
    const { ask, say } = await newGardener();
    await say(repeating('FREQ=DAILY'));
    const subtask = await say({ type: 'task.create', title: 'Balcony', parentId: taskId, due: SUNDAY });
    const recurrence = { rule: 'FREQ=DAILY' };
    const refused = async (command: CommandInput) => {
      const reply = await ask(command);
      return reply.status === 'refused' ? [reply.code, ...reply.errors.map(({ path }) => path)] : reply.status;
    };
    expect(await refused({ type: 'series.start', taskId: subtask.task?.id ?? '', recurrence })).toEqual([
      'invalid_state',
    ]);
    expect(await refused({ type: 'series.start', taskId, recurrence })).toEqual(['invalid_state']);
    expect(await refused({ type: 'task.update', taskId, patch: { due: null } })).toEqual(['invalid_state', 'due']);
    const other = await say({ type: 'task.create', title: 'Other' });
    expect(await refused({ type: 'task.move', taskId, parentId: other.task?.id })).toEqual(['invalid_state']);
    for (const slot of ['2026-11-22T08:00', '2026-11-21T09:00', '2026-11-23', '2190-01-01T09:00'])
      expect(await refused({ type: 'series.make', seriesId, slot })).toEqual(['validation_failed', 'slot']);
    expect(await refused({ type: 'series.skip', seriesId: nthId('series', 9) })).toEqual(['not_found']);
  });

  it('SE9 a due off the pattern moves to the first slot, and an hour in the rule into the time', async () => {
    const { say } = await newGardener();
    const due = { kind: 'date', date: '2026-11-21' } as const;
    const { task } = await say(repeating('FREQ=WEEKLY;BYDAY=FR;BYHOUR=14', { due }));
    expect(task?.due).toEqual({ kind: 'floating', local: '2026-11-27T14:00' });
  });
});
