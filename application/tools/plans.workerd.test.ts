import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { agentOf, newAgent, onSaturday, type TestAgent } from '#test/agents.ts';
import { hookedD1 } from '#test/hooked-d1.ts';
import { nthId } from '#test/ids.ts';

async function rows(agent: TestAgent): Promise<unknown> {
  const { db, id } = agent.user;
  return await Promise.all(
    ['tasks', 'lists', 'events', 'series', 'timers', 'settings', 'request_keys'].map((table) =>
      db.all(sql`SELECT * FROM ${sql.raw(table)} WHERE user_id = ${id} ORDER BY 1, 2, 3`),
    ),
  );
}

const open = async (agent: TestAgent) => (await agent.titles()).toSorted();

const planId = ({ plan }: { plan: { id: string } | null }) => plan?.id ?? '';

describe('a dry run', () => {
  it('PL1 changes nothing and answers the exact changes with a plan of ten minutes', async () => {
    const agent = await newAgent(onSaturday());
    const [id = ''] = await agent.add({ title: 'Dentist', due: '2026-11-24T15:00' });
    const before = await rows(agent);
    const calls = [
      ['add', { tasks: [{ title: 'New', due: '2026-12-01', repeat: { rule: 'FREQ=DAILY' } }] }],
      ['update', { tasks: [{ id, title: 'Dr. Ada', addTags: ['health'] }] }],
      ['complete', { ids: [id] }],
      ['delete', { ids: [id] }],
      ['reschedule', { tasks: [{ id, by: { days: 1 } }] }],
      ['repeat', { tasks: [{ id, action: 'set', rule: 'FREQ=YEARLY' }] }],
      ['remind', { tasks: [{ id, action: 'cancel' }] }],
      ['tags', { create: ['fresh'] }],
      ['lists', { create: ['Home'] }],
      ['undo', {}],
    ] as const;
    for (const [tool, input] of calls) {
      const planned = await agent.change(tool, { ...input, dryRun: true });
      expect(planned, tool).toMatchObject({ status: 'planned', correlationId: null, link: null });
      expect(planned.changes.length, tool).toBeGreaterThan(0);
      expect(planned.plan?.expiresAt).toBe('2026-11-21T14:10:00.000Z');
    }
    expect(await rows(agent)).toEqual(before);
  });

  it('PL2 apply does exactly what was shown, under one correlation id', async () => {
    const agent = await newAgent();
    const planned = await agent.change('add', {
      tasks: [
        { title: 'Rent', due: '2100-12-01T09:00', repeat: { rule: 'FREQ=MONTHLY' } },
        { title: 'Trip', subtasks: [{ title: 'Pack' }] },
      ],
      dryRun: true,
    });
    const applied = await agent.change('apply', { plan: planId(planned) });
    expect(applied).toMatchObject({ status: 'done', isReplay: false });
    expect(applied.changes).toEqual(planned.changes);
    expect(await open(agent)).toEqual(['Pack', 'Rent', 'Trip']);
    await agent.change('undo', { correlationId: applied.correlationId });
    expect(await open(agent)).toEqual([]);
  });

  it('PL2 any agent of the user may apply it, and what happens is told as done by who did', async () => {
    const agent = await newAgent();
    const planned = await agent.change('add', { tasks: [{ title: 'a' }], dryRun: true });
    await agent.as({ client: 'second' }).change('apply', { plan: planId(planned) });
    expect(await agent.ask('activity', { types: ['task.created'] })).toMatchObject({
      entries: [{ actor: { client: 'second', tool: 'add' } }],
    });
  });

  it('PL2 what counts from now counts from when it was planned', async () => {
    const agent = await newAgent(onSaturday());
    const [id = ''] = await agent.add({ title: 'a', due: '2026-11-24T15:00', reminders: [{ before_minutes: 10 }] });
    const planned = await agent.change('remind', { tasks: [{ id, action: 'snooze', until: 30 }], dryRun: true });
    const applied = await agent.as(onSaturday(120_000)).change('apply', { plan: planId(planned) });
    expect(applied.changes).toEqual(planned.changes);
    expect(JSON.stringify(applied.changes)).toContain('2026-11-21T14:30:00.000Z');
  });
});

describe('a plan that no longer fits', () => {
  it('PL3 is refused with what it would come to now, as a new plan that fits', async () => {
    const agent = await newAgent();
    const [id = ''] = await agent.add({ title: 'a', due: '2100-01-01' });
    const planned = await agent.change('reschedule', { tasks: [{ id, by: { days: 1 } }], dryRun: true });
    await agent.user.done({ type: 'task.update', taskId: id, patch: { due: { kind: 'date', date: '2100-05-01' } } });
    const refusal = await agent.refused('apply', { plan: planId(planned) });
    expect(refusal).toMatchObject({ code: 'plan_outdated', plan: { status: 'planned' } });
    expect(refusal.plan?.changes).toMatchObject([
      { fields: [{ before: { date: '2100-05-01' }, after: { date: '2100-05-02' } }] },
    ]);
    const applied = await agent.change('apply', { plan: refusal.plan?.plan?.id });
    expect(applied.changes).toEqual(refusal.plan?.changes);
  });

  it('PL3 is refused without a new one when the same call is not possible any more', async () => {
    const agent = await newAgent();
    const [id = ''] = await agent.add('a');
    const planned = await agent.change('complete', { ids: [id], dryRun: true });
    await agent.user.done({ type: 'task.delete', taskId: id });
    expect(await agent.refused('apply', { plan: planId(planned) })).toMatchObject({
      code: 'plan_outdated',
      detail: expect.stringContaining('in the trash'),
      plan: null,
    });
  });

  it('PL3 still fits when something else changed, also of the same task', async () => {
    const agent = await newAgent();
    const [id = ''] = await agent.add('a', 'b');
    const planned = await agent.change('update', { tasks: [{ id, priority: 'high' }], dryRun: true });
    await agent.user.done({ type: 'task.update', taskId: id, patch: { notes: 'more' } });
    expect(await agent.change('apply', { plan: planId(planned) })).toMatchObject({ status: 'done' });
  });

  it('PL3 is refused when a change slips in between deciding and writing', async () => {
    const agent = await newAgent();
    const [id = ''] = await agent.add('a');
    const planned = await agent.change('update', { tasks: [{ id, title: 'mine' }], dryRun: true });
    let slipped = false;
    const d1 = hookedD1(env.DB, {
      async before({ isCommit }) {
        if (slipped || !isCommit) return;
        slipped = true;
        await agent.user.done({ type: 'task.update', taskId: id, patch: { title: 'theirs' } });
      },
    });
    expect(await agent.as({ d1 }).refused('apply', { plan: planId(planned) })).toMatchObject({ code: 'plan_outdated' });
    expect(slipped).toBe(true);
    expect(await open(agent)).toEqual(['theirs']);
  });

  it('PL5 is refused when it has expired, when it is another user’s, and when there is none', async () => {
    const agent = await newAgent(onSaturday());
    const planned = await agent.change('add', { tasks: [{ title: 'a' }], dryRun: true });
    const late = agent.as(onSaturday(10 * 60_000));
    expect(await late.refused('apply', { plan: planId(planned) })).toMatchObject({ code: 'gone' });
    const stranger = await newAgent(onSaturday());
    const foreign = await stranger.refused('apply', { plan: planId(planned) });
    const unknown = await stranger.refused('apply', { plan: nthId('plan', 1) });
    expect(foreign.code).toBe('not_found');
    expect(foreign.detail.replace(planId(planned), '')).toBe(unknown.detail.replace(nthId('plan', 1), ''));
    expect(await open(agent)).toEqual([]);
  });
});

describe('applying twice', () => {
  it('PL4 is once: the second answer is the first one again', async () => {
    const agent = await newAgent();
    const planned = await agent.change('add', { tasks: [{ title: 'a' }], dryRun: true });
    const first = await agent.change('apply', { plan: planId(planned) });
    expect(await agent.change('apply', { plan: planId(planned) })).toEqual({ ...first, isReplay: true });
    expect(await open(agent)).toEqual(['a']);
  });

  it('PL4 is once, too, by several at once and on every kind of change', async () => {
    const agent = await newAgent();
    const [id = '', other = ''] = await agent.add('a', 'b');
    const calls = [
      ['add', { tasks: [{ title: 'c' }, { title: 'd' }] }],
      ['complete', { ids: [id] }],
      ['update', { tasks: [{ id: other, title: 'B' }] }],
      ['undo', {}],
    ] as const;
    for (const [tool, input] of calls) {
      const planned = await agent.change(tool, { ...input, dryRun: true });
      const apply = () => agent.change('apply', { plan: planId(planned) });
      const answers = await Promise.all([apply(), apply(), apply(), apply()]);
      expect(
        answers.filter(({ isReplay }) => !isReplay),
        tool,
      ).toHaveLength(1);
      expect(new Set(answers.map(({ correlationId }) => correlationId)).size, tool).toBe(1);
    }
  });
});

describe('confirmation', () => {
  it('PL6 deleting more than one task needs it, subtasks counted; deleting one and adding many do not', async () => {
    const agent = await newAgent();
    const titles = Array.from({ length: 12 }, (_, n) => `t${n}`);
    const [a = '', b = '', c = ''] = await agent.add(...titles);
    const [family = ''] = await agent.add({ title: 'Trip', subtasks: [{ title: 'Pack' }] });
    const before = await rows(agent);
    for (const ids of [[a, b], [family]]) {
      const held = await agent.change('delete', { ids });
      expect(held).toMatchObject({
        status: 'needs_confirmation',
        correlationId: null,
        plan: { confirmation: 'deletes_several' },
        link: `/plans/${planId(held)}`,
      });
      expect(held.changes).toHaveLength(2);
    }
    expect(await rows(agent)).toEqual(before);
    expect(await agent.change('delete', { ids: [c] })).toMatchObject({ status: 'done' });
  });

  it('PL6 changing more than ten tasks needs it, whichever tool does it', async () => {
    const agent = await newAgent();
    const ids = await agent.add(...Array.from({ length: 11 }, (_, n) => ({ title: `t${n}`, tags: ['many'] })));
    const calls = [
      ['complete', { ids }],
      ['update', { tasks: ids.map((id) => ({ id, priority: 'low' })) }],
      ['reschedule', { tasks: ids.map((id) => ({ id, due: '2100-01-01' })) }],
      ['tags', { remove: ['many'] }],
      ['tags', { rename: [{ from: 'many', to: 'few' }] }],
    ] as const;
    for (const [tool, input] of calls) {
      expect(await agent.change(tool, input), tool).toMatchObject({
        status: 'needs_confirmation',
        plan: { confirmation: 'changes_many' },
      });
    }
    expect(await agent.change('complete', { ids: ids.slice(1) })).toMatchObject({ status: 'done' });
  });

  it('PL7 no tool call gives it, whatever it says, and none lets it through as a dry run', async () => {
    const agent = await newAgent();
    const ids = await agent.add('a', 'b');
    const { plan } = await agent.change('delete', { ids, dryRun: true });
    expect(plan?.confirmation).toBe('deletes_several');
    expect(await agent.refused('apply', { plan: plan?.id })).toMatchObject({
      code: 'confirmation_required',
      plan: { status: 'needs_confirmation', link: `/plans/${plan?.id}` },
    });
    for (const extra of [{ confirmed: true }, { isConfirmed: true }, { force: true }, { fingerprint: 'x' }]) {
      expect(await agent.refused('apply', { plan: plan?.id, ...extra })).toMatchObject({ code: 'validation_failed' });
    }
    expect(await open(agent)).toEqual(['a', 'b']);
  });

  it('PL8 the user’s own session gives it once, for the changes that were shown; the agent is told as who did it', async () => {
    const agent = await newAgent();
    const ids = await agent.add('a', 'b');
    const held = await agent.change('delete', { ids });
    const shown = await agent.plans.getPlan(planId(held));
    expect(shown).toMatchObject({ status: 'open', tool: 'delete', changes: held.changes, conversationId: null });
    const { fingerprint } = shown;
    const asked = { fingerprint, conversationId: null };
    await expect(agent.plans.confirmPlan(shown.id, { ...asked, fingerprint: 'other' })).rejects.toMatchObject({
      code: 'plan_outdated',
    });
    const done = await agent.plans.confirmPlan(shown.id, asked);
    expect(done).toMatchObject({ status: 'done', isReplay: false });
    expect(await agent.plans.confirmPlan(shown.id, asked)).toEqual({ ...done, isReplay: true });
    expect(await agent.plans.getPlan(shown.id)).toMatchObject({ status: 'applied', correlationId: done.correlationId });
    expect(await agent.ask('activity', { types: ['task.deleted'] })).toMatchObject({
      entries: [
        { actor: { kind: 'agent', client: 'test-agent', tool: 'delete' } },
        { correlationId: done.correlationId },
      ],
    });
    expect(await open(agent)).toEqual([]);
  });

  it('PL8 it holds in the conversation it was asked in, in its time, for its user', async () => {
    const agent = await newAgent({ ...onSaturday(), conversation: 'cnv_1' });
    const ids = await agent.add('a', 'b');
    const held = await agent.change('delete', { ids });
    const { fingerprint } = await agent.plans.getPlan(planId(held));
    const confirm = (plans: TestAgent['plans'], conversationId: string | null) =>
      plans.confirmPlan(planId(held), { fingerprint, conversationId });
    for (const other of [null, 'cnv_2']) {
      await expect(confirm(agent.plans, other)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const stranger = await newAgent(onSaturday());
    await expect(confirm(stranger.plans, 'cnv_1')).rejects.toMatchObject({ code: 'not_found' });
    await expect(stranger.plans.getPlan(planId(held))).rejects.toMatchObject({ code: 'not_found' });
    const late = agent.as(onSaturday(10 * 60_000));
    await expect(confirm(late.plans, 'cnv_1')).rejects.toMatchObject({ code: 'gone' });
    expect(await late.plans.getPlan(planId(held))).toMatchObject({ status: 'expired' });
    expect(await open(agent)).toEqual(['a', 'b']);
    expect(await confirm(agent.plans, 'cnv_1')).toMatchObject({ status: 'done' });
  });

  it('PL8 what was confirmed is not done when it would come to something else by now', async () => {
    const agent = await newAgent();
    const ids = await agent.add('a', 'b');
    const held = await agent.change('delete', { ids });
    const { fingerprint } = await agent.plans.getPlan(planId(held));
    await agent.user.done({ type: 'task.create', title: 'Subtask since', parentId: ids[0] ?? '' });
    await expect(agent.plans.confirmPlan(planId(held), { fingerprint, conversationId: null })).rejects.toMatchObject({
      code: 'plan_outdated',
    });
    expect(await open(agent)).toEqual(['Subtask since', 'a', 'b']);
  });

  it('PL9 a token with the scope bulk does without, in calls and in plans', async () => {
    const agent = await newAgent();
    const [a = '', b = '', c = '', d = ''] = await agent.add('a', 'b', 'c', 'd');
    const { plan } = await agent.change('delete', { ids: [a, b] });
    const bulk = agentOf(agent.user, { isBulkAllowed: true });
    expect(await bulk.change('delete', { ids: [c, d] })).toMatchObject({ status: 'done', plan: null });
    expect(await bulk.change('apply', { plan: plan?.id })).toMatchObject({ status: 'done' });
    expect(await open(agent)).toEqual([]);
  });

  it('PL10 taking back what the same conversation did needs none, unless that deletes what stood there before', async () => {
    const agent = await newAgent({ conversation: 'here' });
    await agent.add('a', 'b', 'c');
    const { correlationId } = await agent.change('add', { tasks: [{ title: 'x' }, { title: 'y' }] });
    const elsewhere = agent.as({ conversation: 'elsewhere' });
    expect(await elsewhere.change('undo', { correlationId })).toMatchObject({ status: 'needs_confirmation' });
    expect(await agent.change('undo')).toMatchObject({ status: 'done' });
    expect(await open(agent)).toEqual(['a', 'b', 'c']);

    const ids = ((await agent.ask('find', {})).tasks as { id: string }[]).map(({ id }) => id);
    const held = await agent.change('delete', { ids });
    const { fingerprint } = await agent.plans.getPlan(planId(held));
    await agent.plans.confirmPlan(planId(held), { fingerprint, conversationId: 'here' });
    expect(await agent.change('undo')).toMatchObject({ status: 'done' });
    // Undoing that would delete them again, and it is not what a person had agreed to.
    expect(await agent.change('undo')).toMatchObject({ status: 'needs_confirmation' });
    expect(await open(agent)).toEqual(['a', 'b', 'c']);
  });
});

describe('what is kept of plans', () => {
  it('PL12 only so many wait at once: the oldest goes', async () => {
    const agent = await newAgent();
    const plan = async (n: number) => planId(await agent.change('add', { tasks: [{ title: `t${n}` }], dryRun: true }));
    const ids: string[] = [];
    for (let n = 0; n < 52; n += 1) ids.push(await plan(n));
    const kept = await agent.user.db.all(sql`SELECT id FROM plans WHERE user_id = ${agent.user.id} ORDER BY id`);
    expect(kept).toEqual(ids.slice(2).map((id) => ({ id })));
  });

  it('PL14 a call whose plan nobody could read is refused', async () => {
    const agent = await newAgent();
    const tasks = Array.from({ length: 10 }, (_, n) => ({ title: `t${n}`, notes: 'x'.repeat(60_000) }));
    expect(await agent.refused('add', { tasks, dryRun: true })).toMatchObject({ code: 'too_large' });
    const { changes } = await agent.change('add', { tasks: tasks.slice(0, 2), dryRun: true });
    expect(JSON.stringify(changes).length).toBeLessThan(8000);
  });
});
