import { describe, expect, test } from 'vitest';
import type { ServerMessage } from '#core/live/protocol.ts';
import { firstLiveState, type LiveInput, type LiveState, stepLive } from './live-machine.ts';

const event = {
  seq: 11,
  id: 'evt_01jd8xv0q5e3t8h2w6m4k9r7zn',
  aggregateId: 'settings',
  version: 1,
  actor: { kind: 'user', client: 'web', conversation: null },
  correlationId: 'cor_01jd8xv0q5e3t8h2w6m4k9r7zn',
  occurredAt: '2026-11-21T12:00:00.000Z',
  type: 'account.created',
  data: { userId: 'usr_01jd8xv0q5e3t8h2w6m4k9r7zn' },
} as const;

const delta = (seq: number, prev: number): LiveInput => ({
  type: 'message',
  message: { type: 'delta', seq, prev, event },
});
const says = (message: ServerMessage): LiveInput => ({ type: 'message', message });
const welcome = says({ type: 'welcome', protocol: 1, epoch: 'e1', seq: 10 });

function run(inputs: readonly LiveInput[], from: LiveState = firstLiveState({ seq: 10, epoch: 'e1' })) {
  let state = from;
  const effects: string[] = [];
  for (const input of inputs) {
    const step = stepLive(state, input);
    state = step.state;
    effects.push(
      ...step.effects.map((effect) =>
        'text' in effect ? `send ${effect.text}` : effect.type === 'apply' ? `apply ${effect.seq}` : effect.type,
      ),
    );
  }
  return { state, effects };
}

const hello = (lastSeq: number) => `send {"type":"hello","protocol":1,"lastSeq":${lastSeq},"epoch":"e1"}`;

test('an open socket says where the page stands, and is live once welcomed', () => {
  const { state, effects } = run([{ type: 'opened' }, welcome]);
  expect(effects).toEqual([hello(10), 'caughtUp']);
  expect(state).toMatchObject({ phase: 'live', seq: 10 });
});

describe('deltas', () => {
  test('are applied in order, each once', () => {
    const { state, effects } = run([{ type: 'opened' }, welcome, delta(11, 10), delta(11, 10), delta(14, 11)]);
    expect(effects.slice(2)).toEqual(['apply 11', 'apply 14']);
    expect(state.seq).toBe(14);
  });

  test('with a gap before them ask again from the last known place, once', () => {
    const { state, effects } = run([{ type: 'opened' }, welcome, delta(20, 15), delta(21, 20)]);
    expect(effects.slice(2)).toEqual([hello(10)]);
    expect(state.seq).toBe(10);
  });

  test('that repeat what a gap swallowed close it', () => {
    const { effects } = run([{ type: 'opened' }, welcome, delta(20, 15), welcome, delta(15, 10), delta(20, 15)]);
    expect(effects.slice(2)).toEqual([hello(10), 'apply 15', 'apply 20']);
  });
});

test('a reset goes on from its own place on its own line of history', () => {
  const { state, effects } = run([{ type: 'opened' }, says({ type: 'reset', epoch: 'e2', seq: 3 })]);
  expect(effects).toEqual([hello(10), 'reset']);
  expect(state).toMatchObject({ epoch: 'e2', seq: 3, phase: 'live' });
});

test('a broken connection is tried again, with its place kept', () => {
  const { state, effects } = run([
    { type: 'opened' },
    welcome,
    delta(12, 10),
    { type: 'closed', why: 'lost' },
    { type: 'retry' },
    { type: 'opened' },
  ]);
  expect(effects.slice(3)).toEqual(['scheduleRetry', 'connect', hello(12)]);
  expect(state.phase).toBe('connecting');
});

test('failures add up until the next welcome', () => {
  const lost: LiveInput[] = [{ type: 'closed', why: 'lost' }, { type: 'retry' }];
  expect(run([...lost, ...lost]).state.failures).toBe(2);
  expect(run([...lost, ...lost, { type: 'opened' }, welcome]).state.failures).toBe(0);
});

test('silence counts as broken', () => {
  expect(run([{ type: 'opened' }, welcome, { type: 'silent' }]).effects.slice(2)).toEqual([
    'disconnect',
    'scheduleRetry',
  ]);
});

test('offline nothing is tried until the network is back, and then at once', () => {
  const { state, effects } = run([
    { type: 'opened' },
    welcome,
    { type: 'wentOffline' },
    { type: 'closed', why: 'lost' },
    { type: 'retry' },
  ]);
  expect(effects.slice(2)).toEqual(['disconnect']);
  expect(state.phase).toBe('offline');
  expect(stepLive(state, { type: 'wentOnline' }).effects).toEqual([{ type: 'connect' }]);
});

test('a session that is over is not knocked for again', () => {
  const { state, effects } = run([
    { type: 'opened' },
    welcome,
    { type: 'closed', why: 'refused' },
    { type: 'wentOnline' },
    { type: 'retry' },
  ]);
  expect(state.phase).toBe('refused');
  expect(effects.slice(2)).toEqual([]);
});

test('WEB21 a window that had to make room rests until somebody looks at it', () => {
  const crowdedOut: LiveInput[] = [{ type: 'opened' }, welcome, delta(12, 10), { type: 'closed', why: 'crowdedOut' }];
  const { state, effects } = run([...crowdedOut, { type: 'retry' }]);
  expect(state).toMatchObject({ phase: 'resting', seq: 12 });
  expect(effects.slice(3)).toEqual([]);
  expect(run([{ type: 'lookedAt' }, { type: 'opened' }], state).effects).toEqual(['connect', hello(12)]);
});

test('WEB21 a page of an earlier version asks nothing more, also when the network comes back', () => {
  const { state, effects } = run([
    { type: 'opened' },
    { type: 'closed', why: 'outdated' },
    { type: 'retry' },
    { type: 'lookedAt' },
    { type: 'wentOffline' },
    { type: 'wentOnline' },
  ]);
  expect(state.phase).toBe('outdated');
  expect(effects).toEqual([hello(10)]);
});

test('looking at a window that waits for its next attempt makes the attempt', () => {
  expect(run([{ type: 'closed', why: 'lost' }, { type: 'lookedAt' }]).effects).toEqual(['scheduleRetry', 'connect']);
});
