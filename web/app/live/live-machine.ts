import { LIVE_PROTOCOL, type ServerMessage } from '#core/live/protocol.ts';
import type { LoggedEvent } from '#core/log/event.ts';

/**
 * The live connection of one window, without its socket and clocks.
 *
 * - `connecting`: a socket opens, or it is open and the server has not welcomed us yet.
 * - `live`: what happens anywhere arrives here.
 * - `waiting`: the connection broke; the next attempt has its time.
 * - `offline`: the device has no network; nothing is attempted until it says otherwise.
 * - `refused`: the session is over; only signing in again helps.
 * - `resting`: other windows took the place of this one, the longest silent. It asks again when somebody looks at it:
 *   by itself it would only push out the next.
 * - `outdated`: the server speaks a later protocol; only loading the page again helps.
 *
 * `seq` is the last event this window knows. It outlives connections, so nothing is lost with one: the next `hello`
 * names it. A delta whose `prev` lies beyond it shows a gap, and asks again instead of being applied.
 */
export interface LiveState {
  phase: 'connecting' | 'live' | 'waiting' | 'offline' | 'refused' | 'resting' | 'outdated';
  epoch: string | null;
  seq: number;
  /** Failed connections since the last welcome. */
  failures: number;
  /** A `hello` is out whose answer has not come: deltas with a gap do not ask again. */
  isGreeting: boolean;
}

/** Why a socket closed: the session is over, there were too many, this page is too old, or no reason of ours. */
export type CloseReason = 'refused' | 'crowdedOut' | 'outdated' | 'lost';

export type LiveInput =
  | { type: 'opened' }
  | { type: 'message'; message: ServerMessage }
  | { type: 'closed'; why: CloseReason }
  /** Nothing was heard for longer than the server takes to answer a ping. */
  | { type: 'silent' }
  | { type: 'retry' }
  /** Somebody came back to this window. */
  | { type: 'lookedAt' }
  | { type: 'wentOnline' }
  | { type: 'wentOffline' };

export type LiveEffect =
  | { type: 'connect' }
  | { type: 'disconnect' }
  | { type: 'send'; text: string }
  | { type: 'scheduleRetry'; failures: number }
  | { type: 'apply'; event: LoggedEvent; seq: number }
  /** Everything shown belongs to another line of history, or too much was missed. */
  | { type: 'reset' }
  /** Connected again after a break. */
  | { type: 'caughtUp' };

export interface LiveStep {
  state: LiveState;
  effects: readonly LiveEffect[];
}

export function firstLiveState(position: { seq: number; epoch: string }): LiveState {
  return { phase: 'connecting', epoch: position.epoch, seq: position.seq, failures: 0, isGreeting: false };
}

/** What one thing that happens does to the connection. Pure. */
export function stepLive(state: LiveState, input: LiveInput): LiveStep {
  switch (input.type) {
    case 'opened':
      return greet({ ...state, phase: 'connecting' });
    case 'message':
      return receive(state, input.message);
    case 'closed':
      if (state.phase === 'offline' || isOver(state)) return stay(state);
      return input.why === 'lost' ? lose(state) : stay({ ...state, phase: PHASE_AFTER[input.why], isGreeting: false });
    case 'silent': {
      const lost = lose(state);
      return { state: lost.state, effects: [{ type: 'disconnect' }, ...lost.effects] };
    }
    case 'retry':
      return state.phase === 'waiting' ? connect(state) : stay(state);
    case 'lookedAt':
      return state.phase === 'waiting' || state.phase === 'resting' ? connect(state) : stay(state);
    case 'wentOnline':
      return state.phase === 'offline' || state.phase === 'waiting' ? connect({ ...state, failures: 0 }) : stay(state);
    case 'wentOffline':
      if (isOver(state)) return stay(state);
      return { state: { ...state, phase: 'offline', isGreeting: false }, effects: [{ type: 'disconnect' }] };
  }
}

const PHASE_AFTER = { refused: 'refused', crowdedOut: 'resting', outdated: 'outdated' } as const;

/** Whether no connection can come of it any more. */
function isOver({ phase }: LiveState): boolean {
  return phase === 'refused' || phase === 'outdated';
}

function receive(state: LiveState, message: ServerMessage): LiveStep {
  switch (message.type) {
    case 'pong':
      return stay(state);
    case 'welcome':
      return {
        state: { ...state, phase: 'live', failures: 0, isGreeting: false },
        effects: state.phase === 'live' ? [] : [{ type: 'caughtUp' }],
      };
    case 'reset':
      return {
        state: { ...state, phase: 'live', failures: 0, isGreeting: false, epoch: message.epoch, seq: message.seq },
        effects: [{ type: 'reset' }],
      };
    case 'delta': {
      if (message.seq <= state.seq) return stay(state);
      if (message.prev > state.seq) return state.isGreeting ? stay(state) : greet(state);
      return {
        state: { ...state, seq: message.seq },
        effects: [{ type: 'apply', event: message.event, seq: message.seq }],
      };
    }
  }
}

function greet(state: LiveState): LiveStep {
  const hello = { type: 'hello', protocol: LIVE_PROTOCOL, lastSeq: state.seq, epoch: state.epoch };
  return { state: { ...state, isGreeting: true }, effects: [{ type: 'send', text: JSON.stringify(hello) }] };
}

function lose(state: LiveState): LiveStep {
  const failures = state.failures + 1;
  return {
    state: { ...state, phase: 'waiting', failures, isGreeting: false },
    effects: [{ type: 'scheduleRetry', failures }],
  };
}

function connect(state: LiveState): LiveStep {
  return { state: { ...state, phase: 'connecting' }, effects: [{ type: 'connect' }] };
}

function stay(state: LiveState): LiveStep {
  return { state, effects: [] };
}
