import { expect, it } from 'vitest';
import type { ToolEvent } from '#core/chat/chat-event.ts';
import { nthId } from '#test/ids.ts';
import { outcomeWords } from './chat-words.ts';

it('CH9 the card of an undo says how much it left as it is', () => {
  const output = {
    status: 'done',
    changes: [{ kind: 'task', id: nthId('task', 1), title: 't', action: 'changed', fields: [] }],
    unchanged: [],
    blocked: [{ aggregateId: nthId('task', 2), reason: 'The priority of “alpha” changed since.' }],
    remaining: 0,
    correlationId: nthId('correlation', 2),
    isReplay: false,
    plan: null,
    link: null,
  };
  const event: ToolEvent = {
    type: 'tool',
    id: 'call_1',
    tool: 'undo',
    input: {},
    result: { isRefused: false, output },
  };
  expect(outcomeWords(event)).toBe('Done: change 1 task. 1 left as it is.');
  const whole = { isRefused: false, output: { ...output, blocked: [] } } as const;
  expect(outcomeWords({ ...event, result: whole })).toBe('Done: change 1 task.');
});
