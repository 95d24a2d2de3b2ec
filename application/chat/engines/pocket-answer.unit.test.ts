import { expect, it } from 'vitest';
import type { Step } from '#core/pocket/understanding.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';
import { newTurn } from '#test/chat/test-turn.ts';
import { nthId } from '#test/ids.ts';
import { answerStep } from './pocket-answer.ts';

const UNDO: Step = {
  kind: 'do',
  meaning: { intent: 'undo', tasks: [], isNoOp: false, needsConfirmation: false },
  call: { tool: 'undo', input: { correlationId: nthId('correlation', 1) } },
};

function taken(count: number, more: Partial<ChangeOutput>): ChangeOutput {
  return {
    status: 'done',
    changes: Array.from({ length: count }, (_, n) => ({
      kind: 'task' as const,
      id: nthId('task', n),
      title: 't',
      action: 'changed' as const,
      fields: [],
    })),
    unchanged: [],
    blocked: [],
    remaining: 0,
    correlationId: nthId('correlation', 2),
    isReplay: false,
    plan: null,
    link: null,
    ...more,
  };
}

/** What is said of an undo whose parts are answered one after the other. */
async function saidOf(...parts: ChangeOutput[]): Promise<string> {
  const { turn, words } = newTurn('undo that');
  const run = async () => ({ isRefused: false, output: { ...parts.shift() } }) as const;
  await answerStep(UNDO, turn, { run }, { asksFirst: false });
  expect(parts).toEqual([]);
  return words().trim();
}

it('CH9 an undo of bounded size goes on until nothing is left', async () => {
  expect(await saidOf(taken(100, { remaining: 150 }), taken(100, { remaining: 50 }), taken(50, {}))).toBe(
    'Taken back.',
  );
  expect(await saidOf(taken(0, {}))).toBe('That is so already, so nothing was changed.');
});

it('CH9 what an undo leaves is said, with how much of it was done', async () => {
  const blocked = ['a', 'b', 'c', 'd'].map((each) => ({
    aggregateId: each,
    reason: `The due date of “${each}” changed since.`,
  }));
  const said = await saidOf(taken(100, { remaining: 5 }), taken(5, { blocked }));
  expect(said).toMatch(
    /^Took back: 105\. 4 stay as they are: The due date of “a” changed since\. .*“c” changed since\. …$/,
  );
  expect(await saidOf(taken(3, { status: 'needs_confirmation' }))).toContain('Nothing was changed yet.');
  expect(await saidOf(taken(100, { remaining: 3 }), taken(3, { status: 'needs_confirmation' }))).toMatch(
    /The rest needs your confirmation\.$/,
  );
});
