import { describe, expect, it } from 'vitest';
import { toInstant } from '#core/instant.ts';
import { newAgent, type TestAgent } from '#test/agents.ts';
import { nthId } from '#test/ids.ts';

// A Saturday, in the afternoon, in Berlin.
const NOW = '2026-11-21T14:00:00.000Z';
const at = (now: string) => ({ effects: { now: () => now } });
const later = (ms: number) => at(toInstant(Date.parse(NOW) + ms));

async function add(agent: TestAgent, ...tasks: Record<string, unknown>[]): Promise<string[]> {
  const { changes } = await agent.change('add', { tasks });
  return tasks.map(({ title }) => changes.find((each) => each.kind === 'task' && each.title === title)?.id ?? '');
}

async function titles(agent: TestAgent, input: object): Promise<string[]> {
  return ((await agent.ask('find', input)).tasks as { title: string }[]).map(({ title }) => title);
}

describe('whoever calls', () => {
  it('TL2 an unknown tool and a wrong input are refused with what is wrong where, and change nothing', async () => {
    const agent = await newAgent();
    for (const name of ['explode', '__proto__', 'constructor', 'toString', '']) {
      expect(await agent.refused(name, {})).toMatchObject({ code: 'not_found' });
    }
    expect(await agent.refused('add', { tasks: [{ title: 'ok' }, { title: '', colour: 'red' }] })).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: '/tasks/1/title' }, { path: '/tasks/1/colour' }],
    });
    for (const input of [null, [], 'text', 5, { tasks: 'all' }, { ids: [] }]) {
      expect(await agent.refused('complete', input)).toMatchObject({ code: 'validation_failed' });
    }
    expect(await titles(agent, {})).toEqual([]);
  });

  it('TL13 a call happens as a whole or not at all, with a pointer to what stands in the way', async () => {
    const agent = await newAgent();
    const nobody = nthId('task', 3);
    const tasks = [{ title: 'a' }, { title: 'b', parent: nobody }];
    expect(await agent.refused('add', { tasks })).toMatchObject({ code: 'not_found', errors: [{ path: '/tasks/1' }] });
    expect(await titles(agent, {})).toEqual([]);
  });

  it('TL14 under one key a call happens once, also when twins ask at once; the key stands for that call alone', async () => {
    const agent = await newAgent();
    const call = () => agent.change('add', { tasks: [{ title: 'once' }, { title: 'and once' }] }, 'turn-1/0');
    const answers = await Promise.all([call(), call(), call()]);
    expect(answers.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
    expect(new Set(answers.map(({ correlationId }) => correlationId)).size).toBe(1);
    const [first] = answers;
    expect(await call()).toEqual({ ...first, isReplay: true });
    expect(await titles(agent, {})).toHaveLength(2);
    expect(await agent.refused('add', { tasks: [{ title: 'other' }] }, 'turn-1/0')).toMatchObject({
      code: 'key_reused',
    });
    const one = () => agent.change('add', { tasks: [{ title: 'single' }] }, 'turn-2/0');
    const singles = await Promise.all([one(), one()]);
    expect(singles.map(({ isReplay }) => isReplay).sort()).toEqual([false, true]);
    expect(await titles(agent, {})).toHaveLength(3);
  });

  it('TL16 without the scope write an agent reads, and changes nothing', async () => {
    const agent = await newAgent();
    const [id = ''] = await add(agent, { title: 'a' });
    const reader = agent.as({ canWrite: false });
    expect(await titles(reader, {})).toEqual(['a']);
    expect(await reader.refused('delete', { ids: [id] })).toMatchObject({ code: 'insufficient_scope' });
    expect(await reader.refused('delete', { ids: [id], dryRun: true })).toMatchObject({ code: 'insufficient_scope' });
    expect(await reader.refused('apply', { plan: nthId('plan', 1) })).toMatchObject({ code: 'insufficient_scope' });
  });

  it('TL14 a repeated call after the plan of its key has expired is refused', async () => {
    const agent = await newAgent(at(NOW));
    const input = { tasks: [{ title: 'a' }], dryRun: true };
    const first = await agent.change('add', input, 'k');
    expect(await agent.change('add', input, 'k')).toEqual(first);
    expect(await agent.as(later(11 * 60_000)).refused('add', input, 'k')).toMatchObject({ code: 'gone' });
  });
});
