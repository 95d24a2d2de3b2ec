import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nthId } from '#test/ids.ts';
import { toolCalls } from '#test/tool-calls.ts';
import { ChangeOutputSchema } from './change-output.ts';
import { findToolNamed, TOOLS } from './registry.ts';
import { MAX_IDS, MAX_ITEMS } from './tool.ts';
import { toolJsonSchema } from './tool-json-schema.ts';

const changing = TOOLS.filter(({ annotations }) => !annotations.isReadOnly);

describe('the registry', () => {
  it('TL1 has at most twenty tools, each under a name of its own that any client takes', () => {
    const names = TOOLS.map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(20);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]{2,32}$/);
    expect(findToolNamed('find')?.name).toBe('find');
    expect(findToolNamed('__proto__')).toBeUndefined();
  });

  it.each(TOOLS.map((tool) => [tool.name, tool] as const))(
    'TL1 %s is described as JSON Schema, an object each way',
    (_name, tool) => {
      const [input, output] = [toolJsonSchema(tool.input, 'input'), toolJsonSchema(tool.output, 'output')];
      for (const schema of [input, output])
        expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(JSON.stringify([input, output])).not.toContain('$ref');
      expect(tool.description.length).toBeGreaterThan(40);
      expect(tool.description.length).toBeLessThan(600);
      expect(JSON.stringify(input).length, 'short enough to stand in front of every turn of a model').toBeLessThan(
        8000,
      );
    },
  );

  it('TL1 every tool that changes something takes a dry run, but apply, and answers the same way', () => {
    for (const { name, input, output } of changing) {
      expect(output, name).toBe(ChangeOutputSchema);
      expect('dryRun' in input.shape, name).toBe(name !== 'apply');
    }
  });

  it('TL1 says what a client may ask before: reading changes and takes away nothing', () => {
    for (const { name, annotations } of TOOLS) {
      if (annotations.isReadOnly)
        expect(annotations, name).toEqual({ isReadOnly: true, isDestructive: false, isIdempotent: true });
    }
    expect(findToolNamed('delete')?.annotations).toMatchObject({ isReadOnly: false, isDestructive: true });
  });

  it('TL1 reading an input a second time gives the same: a plan keeps what was read, and is planned anew from that', () => {
    fc.assert(
      fc.property(toolCalls, ({ tool, input }) => {
        const schema = findToolNamed(tool)?.input ?? z.never();
        const once = schema.safeParse(input);
        if (once.success) expect(schema.parse(once.data)).toEqual(once.data);
      }),
    );
  });
});

describe('what a call may say', () => {
  const parse = (tool: string, input: unknown) => findToolNamed(tool)?.input.safeParse(input);
  const messages = (tool: string, input: unknown) =>
    parse(tool, input)?.error?.issues.map(({ message }) => message) ?? [];

  it.each([1, 4, 0, '1', 'p1'])('TL17 the priority %j is refused with the words in its place', (priority) => {
    for (const [tool, input] of [
      ['add', { tasks: [{ title: 'a', priority }] }],
      ['update', { tasks: [{ id: nthId('task', 1), priority }] }],
      ['find', { priority: [priority] }],
    ] as const) {
      expect(messages(tool, input)).toEqual([expect.stringContaining('urgent, high, medium, low or none')]);
    }
  });

  it('TL1 takes only so much at once', () => {
    const ids = (n: number) => Array.from({ length: n }, (_, at) => nthId('task', at));
    expect(parse('complete', { ids: ids(MAX_IDS) })?.success).toBe(true);
    expect(parse('complete', { ids: ids(MAX_IDS + 1) })?.success).toBe(false);
    const tasks = (n: number) => Array.from({ length: n }, () => ({ title: 'a' }));
    expect(parse('add', { tasks: tasks(MAX_ITEMS) })?.success).toBe(true);
    expect(parse('add', { tasks: tasks(MAX_ITEMS + 1) })?.success).toBe(false);
    expect(parse('add', { tasks: [] })?.success).toBe(false);
  });

  it.each([
    ['2026-12-01', { kind: 'date', date: '2026-12-01' }],
    ['2026-12-01T08:00', { kind: 'floating', local: '2026-12-01T08:00' }],
    [
      { kind: 'fixed', local: '2026-12-01T08:00', zone: 'Asia/Tokyo' },
      { kind: 'fixed', local: '2026-12-01T08:00', zone: 'Asia/Tokyo' },
    ],
  ])('TL4 a due may be %j', (due, expected) => {
    expect(parse('add', { tasks: [{ title: 'a', due }] })?.data).toMatchObject({ tasks: [{ due: expected }] });
  });

  it.each(['tomorrow', '2026-02-30', '2026-12-01T25:00', '', 5, null])('TL4 a due may not be %j', (due) => {
    expect(parse('add', { tasks: [{ title: 'a', due }] })?.success).toBe(false);
  });
});
