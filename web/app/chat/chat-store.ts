import type { ChatEvent } from '#core/chat/chat-event.ts';
import type { NewTurn } from '#core/chat/conversation.ts';
import type { StreamEvent } from '#core/chat/stream-event.ts';
import type { Turn } from '#core/chat/turn.ts';
import { type ApiProblem, unreachableProblem } from '../api/api-problem.ts';
import { addEvent } from './add-event.ts';
import type { ChatApi } from './chat-api.ts';
import { readStream } from './read-stream.ts';

/** Something said, as it is shown; before the server has heard of it, it has no id. */
export interface ShownTurn {
  key: string;
  id: string | null;
  text: string;
  events: readonly ChatEvent[];
  isRunning: boolean;
  /** Whether something went to a model; null while that is not known. */
  isSent: boolean | null;
  /** Why it was not taken in, or where it broke off. */
  problem: ApiProblem | null;
}

export interface ChatState {
  /** Null: one that begins with the next thing said. */
  conversationId: string | null;
  phase: 'loading' | 'ready' | 'failed';
  turns: readonly ShownTurn[];
  hasEarlier: boolean;
  problem: ApiProblem | null;
}

export const NEW_CHAT: ChatState = {
  conversationId: null,
  phase: 'ready',
  turns: [],
  hasEarlier: false,
  problem: null,
};

export interface ChatStoreDeps {
  api: ChatApi;
  newKey: () => string;
  /** Settles when it is worth asking again what became of a turn that was stopped. */
  pause: () => Promise<void>;
}

export interface ChatStore {
  getState: () => ChatState;
  subscribe: (listener: () => void) => () => void;
  /** Shows a conversation, or with null a new one. One that is shown already goes on as it is. */
  open: (conversationId: string | null) => Promise<void>;
  loadEarlier: () => Promise<void>;
  /** @param text what is shown as said; for a choice its words */
  say: (said: NewTurn, text: string) => Promise<void>;
  /** Ends the answer that is under way, also one that another window asked for. */
  stop: () => Promise<void>;
}

/** So often a turn that is under way elsewhere is asked after, until the server has stored its end. */
const MAX_LOOKS = 150;

/** The conversation of this window. It goes on while one walks from page to page. */
export function createChatStore({ api, newKey, pause }: ChatStoreDeps): ChatStore {
  let state = NEW_CHAT;
  let running: AbortController | null = null;
  const listeners = new Set<() => void>();
  const change = (next: Partial<ChatState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const changeTurn = (key: string, next: (turn: ShownTurn) => Partial<ShownTurn>) =>
    change({ turns: state.turns.map((turn) => (turn.key === key ? { ...turn, ...next(turn) } : turn)) });

  const load = async (id: string): Promise<boolean> => {
    const answer = await api.read(id, null);
    if (state.conversationId !== id || running !== null) return true;
    if (!answer.isOk) {
      change({ phase: 'failed', problem: answer.problem });
      return true;
    }
    const { turns, hasEarlier } = answer.value;
    change({ phase: 'ready', problem: null, turns: turns.map(shownTurn), hasEarlier });
    return turns.every(({ endedAt }) => endedAt !== null);
  };
  /** Until what was broken off is stored as far as it came: only then is it known how to take it back. */
  const settle = async (id: string) => {
    for (let look = 0; look < MAX_LOOKS; look += 1) {
      await pause();
      if (state.conversationId !== id || (await load(id))) return;
    }
  };
  const take = (key: string, event: StreamEvent) => {
    if (event.type === 'turn') changeTurn(key, () => ({ id: event.id, text: event.text }));
    else changeTurn(key, ({ events }) => ({ events: addEvent(events, event) }));
  };
  const conversationFor = async (): Promise<string | ApiProblem> => {
    if (state.conversationId !== null) return state.conversationId;
    const answer = await api.create();
    if (!answer.isOk) return answer.problem;
    change({ conversationId: answer.value.id });
    return answer.value.id;
  };

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async open(id) {
      if (id === state.conversationId && state.phase !== 'failed') return;
      running?.abort();
      running = null;
      change({ ...NEW_CHAT, conversationId: id, phase: id === null ? 'ready' : 'loading' });
      if (id !== null && !(await load(id))) await settle(id);
    },
    async loadEarlier() {
      const { conversationId, turns } = state;
      const first = turns[0]?.id ?? null;
      if (conversationId === null || first === null) return;
      const answer = await api.read(conversationId, first);
      if (!answer.isOk || state.conversationId !== conversationId) return;
      const earlier = answer.value.turns.map(shownTurn);
      change({ turns: [...earlier, ...state.turns], hasEarlier: answer.value.hasEarlier });
    },
    async say(said, text) {
      if (running !== null) return;
      const own = new AbortController();
      running = own;
      const key = newKey();
      const turn: ShownTurn = { key, id: null, text, events: [], isRunning: true, isSent: null, problem: null };
      change({ turns: [...state.turns, turn] });
      const id = await conversationFor();
      const end = (problem: ApiProblem | null) => {
        if (running === own) running = null;
        changeTurn(key, () => ({ isRunning: false, problem }));
      };
      if (typeof id !== 'string') return end(id);
      try {
        const answer = await api.say(id, said, { key, signal: own.signal });
        if (!answer.isOk) return end(answer.problem);
        for await (const event of readStream(answer.value)) take(key, event);
        const isWhole = state.turns.some((each) => each.key === key && each.events.some(({ type }) => type === 'done'));
        end(isWhole || own.signal.aborted ? null : unreachableProblem());
        if (!isWhole) await settle(id);
      } catch {
        end(own.signal.aborted ? null : unreachableProblem());
        await settle(id);
      }
    },
    async stop() {
      const { conversationId, turns } = state;
      const turnId = turns.findLast(({ isRunning }) => isRunning)?.id ?? null;
      // What the server has not heard of, or cannot be told, ends with the connection.
      const isTold = conversationId !== null && turnId !== null && (await api.stop(conversationId, turnId));
      if (!isTold) running?.abort();
    },
  };
}

function shownTurn({ id, text, events, endedAt, isSent }: Turn): ShownTurn {
  return { key: id, id, text, events, isRunning: endedAt === null, isSent, problem: null };
}
