import { describe, expect, it } from 'vitest';
import { nthId } from '#test/ids.ts';
import { type PushCandidate, planPushes, pushMessage } from './plan-pushes.ts';
import { PushMessageSchema } from './push-message.ts';

const NINE = Date.parse('2026-11-21T08:00:00Z');

function candidate(n: number, more: Partial<PushCandidate> = {}): PushCandidate {
  return {
    firingId: nthId('firing', n),
    reminderId: nthId('reminder', n),
    taskId: nthId('task', n),
    title: `Task ${n}`,
    plannedAtMs: NINE,
    scheduledAtMs: NINE,
    subscriptionId: nthId('subscription', 1),
    ...more,
  };
}

/** Rang in the night, held back until nine. */
const held = (n: number, more: Partial<PushCandidate> = {}) => candidate(n, { plannedAtMs: NINE - n * 1000, ...more });
const range = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

describe('planPushes', () => {
  it('PU7 each ringing is a message of its own, also when many ring at once', () => {
    const pushes = planPushes(range(10).map((n) => candidate(n)));
    expect(pushes.map(({ candidates }) => candidates.length)).toEqual(Array(10).fill(1));
    expect(new Set(pushes.map(({ messageId }) => messageId)).size).toBe(10);
  });

  it('PU7 more than three that quiet hours held back are one message to each device', () => {
    const other = nthId('subscription', 2);
    const four = range(4).flatMap((n) => [held(n), held(n, { subscriptionId: other })]);
    const pushes = planPushes([...four, candidate(5)]);
    expect(pushes.map(({ candidates }) => candidates.length).sort()).toEqual([1, 4, 4]);
    expect(planPushes(range(3).map((n) => held(n)))).toHaveLength(3);
    const twoNights = [
      ...range(3).map((n) => held(n)),
      ...range(3).map((n) => held(n + 3, { scheduledAtMs: NINE + 86_400_000 })),
    ];
    expect(planPushes(twoNights)).toHaveLength(6);
  });

  it('PU4 a second run makes the same messages', () => {
    const all = [...range(5).map((n) => held(n)), candidate(6)];
    expect(
      planPushes(all.toReversed())
        .map(({ messageId }) => messageId)
        .sort(),
    ).toEqual(
      planPushes(all)
        .map(({ messageId }) => messageId)
        .sort(),
    );
  });
});

describe('pushMessage', () => {
  const onlyPush = (each: PushCandidate) => {
    const [push] = planPushes([each]);
    if (!push) throw new Error('nothing planned');
    return push;
  };

  it('PU6 shows the title only to who wants it there', () => {
    const push = onlyPush(candidate(1, { title: 'See the doctor' }));
    const nowMs = NINE + 10_000;
    const open = pushMessage(push, { isTitleShown: true, nowMs });
    expect(open).toMatchObject({ title: 'See the doctor', body: '', tag: nthId('firing', 1) });
    expect(open).toMatchObject({ path: `/all?task=${nthId('task', 1)}`, firingIds: [nthId('firing', 1)] });
    const hidden = pushMessage(push, { isTitleShown: false, nowMs });
    expect(JSON.stringify(hidden)).not.toContain('doctor');
    expect(hidden.title).toBe('A reminder rang');
    const many = planPushes(range(5).map((n) => held(n)))[0];
    if (!many) throw new Error('nothing planned');
    expect(pushMessage(many, { isTitleShown: true, nowMs })).toMatchObject({
      title: '5 reminders rang',
      body: 'Task 1, Task 2, Task 3 and 2 more',
      snooze: null,
    });
    expect(JSON.stringify(pushMessage(many, { isTitleShown: false, nowMs }))).not.toContain('Task');
  });

  it.each([
    [10_000, ''],
    [10_000 + 59_999, ''],
    [10_000 + 60_000, '1 min late.'],
    [10_000 + 5 * 3_600_000, '5 h late.'],
    [10_000 + 3 * 86_400_000, '3 days late.'],
  ])('PU6 says how late it is: %i ms after its moment', (afterMs, words) => {
    expect(pushMessage(onlyPush(candidate(1)), { isTitleShown: true, nowMs: NINE + afterMs }).body).toBe(words);
  });

  it('PU1 fits into what a push service takes, with the longest titles there are', () => {
    const title = '"\\😀'.repeat(166);
    const digest = planPushes(range(200).map((n) => held(n, { title })))[0];
    if (!digest) throw new Error('nothing planned');
    for (const push of [onlyPush(candidate(1, { title })), digest]) {
      const message = pushMessage(push, { isTitleShown: true, nowMs: NINE });
      expect(PushMessageSchema.parse(message)).toEqual(message);
      expect(new TextEncoder().encode(JSON.stringify(message)).length).toBeLessThanOrEqual(3993);
    }
  });
});
