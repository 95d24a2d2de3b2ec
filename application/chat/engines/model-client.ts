import type { OfferedModel } from '#core/chat/chat-settings.ts';

/** A call of a tool as a model writes it: nothing about it is checked. */
export interface ModelCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

/** What is sent, in the protocol that all of them speak (chat completions). */
export type ModelMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; tool_calls?: ModelCall[] }
  | { role: 'tool'; tool_call_id: string; content: string };

export interface ModelTool {
  type: 'function';
  function: { name: string; description: string; parameters: Record<string, unknown> };
}

export interface ModelRequest {
  messages: readonly ModelMessage[];
  tools: readonly ModelTool[];
}

/** A piece of a call; pieces with the same index are one call. */
export interface CallPiece {
  index: number;
  id?: string | undefined;
  name?: string | undefined;
  arguments?: string | undefined;
}

/** A piece of an answer. */
export interface ModelChunk {
  text: string;
  calls: CallPiece[];
  /** What the whole request used, where it is said. */
  tokens: number | null;
  /** Whether the answer says that it is complete. */
  isLast: boolean;
}

/** Somebody who answers messages. It neither retries nor waits: that is for whoever asks. */
export interface ModelClient {
  readonly offered: OfferedModel;
  /** @throws ModelError */
  ask: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelChunk>;
}

/** Why a model did not answer. The message is ours: what a provider says may hold what must not be shown. */
export class ModelError extends Error {
  override name = 'ModelError';
  readonly isRetriable: boolean;

  constructor(message: string, options: { isRetriable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.isRetriable = options.isRetriable;
  }
}
