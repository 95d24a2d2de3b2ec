import { describe, expect, it } from 'vitest';
import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { nthId } from '#test/ids.ts';
import { MODEL_START_MS } from '#test/model.ts';
import { countRows, readDue, readStored, versionGaps } from '#test/stored.ts';
import { newUser } from '#test/users.ts';

const taskId = nthId('task', 1);
const BERLIN = Date.parse('2026-12-24T17:00:00Z');
const NEW_YORK = Date.parse('2026-12-24T23:00:00Z');
const dinner: CommandInput = {
  type: 'task.create',
  taskId,
  title: 'Dinner',
  due: { kind: 'floating', local: '2026-12-24T18:00' },
};
const away: CommandInput = { type: 'settings.update', patch: { zone: 'America/New_York' } };

describe('dues and the zone of the user', () => {
  it.each<[string, CommandInput, CommandInput]>([
    ['completed and reopened', { type: 'task.complete', taskId }, { type: 'task.reopen', taskId }],
    ['deleted and restored', { type: 'task.delete', taskId }, { type: 'task.restore', taskId }],
  ])('DU10 a task that was %s around a change of zone stands in the new one', async (_name, leave, comeBack) => {
    const user = await newUser({ zone: 'Europe/Berlin' });
    await user.done(dinner);
    await user.done(leave);
    await user.done(away);
    await user.done(comeBack);
    expect(await readDue(user, taskId)).toEqual({ dueAt: NEW_YORK, zoneVersion: 2 });
  });

  it('DU10 so does one that undo brings back', async () => {
    const user = await newUser({ zone: 'Europe/Berlin' });
    await user.done(dinner);
    const { correlationId } = await user.done({ type: 'task.delete', taskId });
    await user.done(away);
    await user.done({ type: 'undo', correlationId });
    expect(await readDue(user, taskId)).toEqual({ dueAt: NEW_YORK, zoneVersion: 2 });
  });

  it('DU11 a change of zone leaves one timer for the re-derivation, and other settings leave none', async () => {
    const user = await newUser({ zone: 'Europe/Berlin' });
    await user.done({ type: 'settings.update', patch: { weekStart: 7 } });
    await user.done({ type: 'tag.create', tag: 'x' });
    expect(await countRows(user, 'timers')).toBe(0);
    await user.done(away);
    await user.done({ type: 'settings.update', patch: { zone: 'Asia/Tokyo' } });
    expect(await countRows(user, 'timers')).toBe(1);
  });

  it('DU12 a task of the batch that changes the zone stands in the new one', async () => {
    const user = await newUser({ zone: 'Europe/Berlin' });
    await user.batch([dinner, away].map((input) => ({ key: null, command: CommandSchema.parse(input) })));
    expect(await readDue(user, taskId)).toEqual({ dueAt: NEW_YORK, zoneVersion: 2 });
  });

  it('DU13 a fixed due stays where it is, a date moves with the day', async () => {
    const user = await newUser({ zone: 'Europe/Berlin' });
    const fixed = nthId('task', 2);
    const dated = nthId('task', 3);
    await user.done(dinner);
    const due = { kind: 'fixed', local: '2026-12-24T18:00', zone: 'Europe/Berlin' } as const;
    await user.done({ type: 'task.create', taskId: fixed, title: 'Call', due });
    await user.done({ type: 'task.create', taskId: dated, title: 'Pay', due: { kind: 'date', date: '2026-12-24' } });
    expect(await readDue(user, taskId)).toEqual({ dueAt: BERLIN, zoneVersion: 1 });
    expect(await readDue(user, fixed)).toEqual({ dueAt: BERLIN, zoneVersion: null });
    expect(await readDue(user, dated)).toEqual({ dueAt: Date.parse('2026-12-23T23:00:00Z'), zoneVersion: 1 });
  });
});

describe('the clock', () => {
  it('LOG14 stepping back an hour disorders neither the log nor the versions, and undo still works', async () => {
    let nowMs = MODEL_START_MS;
    const user = (await newUser({ zone: 'UTC' })).at({ effects: { now: () => toInstant(nowMs) } });
    await user.done(dinner);
    nowMs -= 3_600_000;
    const { correlationId } = await user.done({ type: 'task.complete', taskId });
    nowMs -= 3_600_000;
    await user.done({ type: 'undo', correlationId });
    const { log, tasks } = await readStored(user);
    const seqs = log.map(({ seq }) => seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(versionGaps(log)).toEqual([]);
    expect(tasks.get(taskId)).toMatchObject({ status: 'open', completedAt: null, version: 3 });
  });

  it('LOG15 the events of a batch stand in the log in the order of its commands', async () => {
    const user = await newUser();
    const inputs = Array.from(
      { length: 50 },
      (_, n) => ({ type: 'task.create', title: `T${n}`, taskId: nthId('task', n) }) as const,
    );
    const replies = await user.batch(inputs.map((input) => ({ key: null, command: CommandSchema.parse(input) })));
    const created = (await readStored(user)).log.filter(({ type }) => type === 'task.created');
    expect(created.map(({ aggregateId }) => aggregateId)).toEqual(inputs.map((input) => input.taskId));
    expect(replies.map((reply) => (reply.status === 'done' ? reply.seq : null))).toEqual(created.map(({ seq }) => seq));
  });
});
