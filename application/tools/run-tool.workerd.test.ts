import { describe, expect, it } from 'vitest';
import { TOOLS } from '#core/tools/registry.ts';
import { newAgent, onSaturday } from '#test/agents.ts';
import { nthId } from '#test/ids.ts';
import { bindingOf } from './bindings.ts';

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
    expect(await agent.titles()).toEqual([]);
  });

  it('TL13 a call happens as a whole or not at all, with a pointer to what stands in the way', async () => {
    const agent = await newAgent();
    const nobody = nthId('task', 3);
    const tasks = [{ title: 'a' }, { title: 'b', parent: nobody }];
    expect(await agent.refused('add', { tasks })).toMatchObject({ code: 'not_found', errors: [{ path: '/tasks/1' }] });
    expect(await agent.titles()).toEqual([]);
  });

  it('TL14 under one key a call happens once, also when twins ask at once; the key stands for that call alone', async () => {
    const agent = await newAgent();
    const call = () => agent.change('add', { tasks: [{ title: 'once' }, { title: 'and once' }] }, 'turn-1/0');
    const answers = await Promise.all([call(), call(), call()]);
    expect(answers.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
    expect(new Set(answers.map(({ correlationId }) => correlationId)).size).toBe(1);
    const [first] = answers;
    expect(await call()).toEqual({ ...first, isReplay: true });
    expect(await agent.titles()).toHaveLength(2);
    expect(await agent.refused('add', { tasks: [{ title: 'other' }] }, 'turn-1/0')).toMatchObject({
      code: 'key_reused',
    });
    const one = () => agent.change('add', { tasks: [{ title: 'single' }] }, 'turn-2/0');
    const singles = await Promise.all([one(), one()]);
    expect(singles.map(({ isReplay }) => isReplay).sort()).toEqual([false, true]);
    expect(await agent.titles()).toHaveLength(3);
  });

  it('TL16 without the scope write an agent reads, and changes nothing', async () => {
    const agent = await newAgent();
    const [id = ''] = await agent.add({ title: 'a' });
    const reader = agent.as({ canWrite: false });
    expect(await reader.titles()).toEqual(['a']);
    for (const input of [{ ids: [id] }, { ids: [id], dryRun: true }]) {
      expect(await reader.refused('delete', input)).toMatchObject({ code: 'insufficient_scope' });
    }
    // Whatever is sent, and by what a tool does, not only by what it says of itself.
    for (const { name, annotations } of TOOLS) {
      expect(bindingOf(name)?.kind === 'read', name).toBe(annotations.isReadOnly);
      if (annotations.isReadOnly) continue;
      expect(await reader.refused(name, {}), name).toMatchObject({ code: 'insufficient_scope' });
    }
  });

  it('TL14 a repeated call after the plan of its key has expired is refused', async () => {
    const agent = await newAgent(onSaturday());
    const input = { tasks: [{ title: 'a' }], dryRun: true };
    const first = await agent.change('add', input, 'k');
    expect(await agent.change('add', input, 'k')).toEqual(first);
    expect(await agent.as(onSaturday(11 * 60_000)).refused('add', input, 'k')).toMatchObject({ code: 'gone' });
  });
});
