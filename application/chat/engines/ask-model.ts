import { EngineFailure } from '#core/chat/engine-failure.ts';
import {
  type CallPiece,
  type ModelCall,
  type ModelChunk,
  type ModelClient,
  ModelError,
  type ModelRequest,
} from './model-client.ts';

/** How patient we are, in ms. */
export interface Patience {
  /** Until the first piece of an answer, and between two. */
  silenceMs: number;
  /** For one answer as a whole. */
  answerMs: number;
  /** Before each repetition; as many as there are. */
  retryAfterMs: readonly number[];
}

export const PATIENCE: Patience = { silenceMs: 25_000, answerMs: 90_000, retryAfterMs: [500, 2_000] };

export interface ModelAnswer {
  text: string;
  calls: ModelCall[];
  tokens: number | null;
}

export interface Asking {
  client: ModelClient;
  request: ModelRequest;
  /** Of the turn: once aborted nothing is asked any more. */
  signal: AbortSignal;
  patience: Patience;
  wait: (ms: number) => Promise<void>;
  /** Whether the request may be repeated: not when anything was done since the turn began. */
  mayRepeat: boolean;
  /** Called for each piece of text; once it was, the request is not repeated, or it would be said twice. */
  onText: (text: string) => void;
  /** Called before each request, repetitions included. */
  onRequest: () => Promise<void>;
}

const MAX_CALLS = 24;
const MAX_ARGUMENT_CHARACTERS = 100_000;
const MAX_TEXT_CHARACTERS = 40_000;

/**
 * One answer of a model, however it comes: in pieces, slowly, broken off. A call is handed on only when the answer
 * is complete.
 *
 * @throws EngineFailure when there is none; what aborted the turn when it was stopped
 */
export async function askModel(asking: Asking): Promise<ModelAnswer> {
  const { patience, wait, signal, mayRepeat } = asking;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    await asking.onRequest();
    const said = { any: false };
    try {
      return await askOnce(asking, said);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ModelError)) throw error;
      const pause = patience.retryAfterMs[attempt];
      if (!error.isRetriable || !mayRepeat || said.any || pause === undefined) {
        throw new EngineFailure(error.message, { cause: error });
      }
      await wait(pause);
    }
  }
}

async function askOnce(asking: Asking, said: { any: boolean }): Promise<ModelAnswer> {
  const { client, request, signal, patience, onText } = asking;
  const clock = startClock(signal, patience);
  const chunks = client.ask(request, clock.signal)[Symbol.asyncIterator]();
  const answer = { text: '', pieces: [] as CallPiece[], tokens: null as number | null, isComplete: false };
  try {
    for (;;) {
      const next = await clock.within(chunks.next());
      if (next.done) break;
      const chunk: ModelChunk = next.value;
      answer.pieces.push(...chunk.calls);
      answer.tokens = chunk.tokens ?? answer.tokens;
      answer.isComplete ||= chunk.isLast;
      if (chunk.text === '' || answer.text.length >= MAX_TEXT_CHARACTERS) continue;
      answer.text += chunk.text;
      said.any = true;
      onText(chunk.text);
    }
    if (!answer.isComplete) throw new ModelError('The answer of the model broke off.', { isRetriable: true });
    return { text: answer.text, calls: joinCalls(answer.pieces), tokens: answer.tokens };
  } finally {
    clock.end();
  }
}

/** Gives a request up when it is silent for too long, takes too long, or the turn is stopped. */
function startClock(stopped: AbortSignal, { silenceMs, answerMs }: Patience) {
  const own = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  // Nobody may be waiting at the moment it comes.
  late.catch(() => undefined);
  const giveUp = (reason: unknown) => {
    reject(reason);
    own.abort();
  };
  const tooLate = () => giveUp(new ModelError('The model does not answer.', { isRetriable: true }));
  const stop = () => giveUp(stopped.reason);
  stopped.addEventListener('abort', stop, { once: true });
  const whole = setTimeout(tooLate, answerMs);
  return {
    signal: own.signal,
    async within<Value>(promise: Promise<Value>): Promise<Value> {
      const silence = setTimeout(tooLate, silenceMs);
      // What comes after it was given up has nobody who waits for it.
      promise.catch(() => undefined);
      try {
        return await Promise.race([promise, late]);
      } finally {
        clearTimeout(silence);
      }
    },
    end() {
      clearTimeout(whole);
      stopped.removeEventListener('abort', stop);
      own.abort();
    },
  };
}

/** Calls of which the pieces came one by one, mixed with those of others. */
function joinCalls(pieces: readonly CallPiece[]): ModelCall[] {
  const calls = new Map<number, { id: string; name: string; written: string }>();
  for (const piece of pieces) {
    const call = calls.get(piece.index) ?? { id: '', name: '', written: '' };
    call.id = piece.id ?? call.id;
    // Some servers repeat the name with every piece.
    call.name ||= piece.name ?? '';
    call.written += piece.arguments ?? '';
    if (call.written.length > MAX_ARGUMENT_CHARACTERS) {
      throw new ModelError('The model asks for more than fits into one call.', { isRetriable: false });
    }
    calls.set(piece.index, call);
  }
  if (calls.size > MAX_CALLS) throw new ModelError('The model asks for too much at once.', { isRetriable: false });
  return [...calls.entries()]
    .sort(([a], [b]) => a - b)
    .map(([index, { id, name, written }]) => ({
      id: id === '' ? `call_${index}` : id,
      type: 'function',
      function: { name, arguments: written },
    }));
}
