import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { OfferedModel } from '#core/chat/chat-settings.ts';
import { type ModelChunk, type ModelClient, ModelError, type ModelRequest } from './model-client.ts';
import { readChunk } from './read-chunk.ts';

const MAX_ANSWER_TOKENS = 2000;

export interface OpenAiOptions {
  offered: OfferedModel;
  /** Of a server that speaks the protocol; its `/chat/completions` is asked. */
  baseUrl: string;
  apiKey: string;
  /** Whether answers come in pieces. A server that cannot do that together with tools is asked without. */
  isStreamed: boolean;
  fetch: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
}

/** A model behind the protocol of OpenAI, which Workers AI and many servers speak, too. */
export function createOpenAiClient({ offered, baseUrl, apiKey, isStreamed, fetch }: OpenAiOptions): ModelClient {
  // Retries and times are ours: whether a request may be repeated depends on what was done since.
  const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, fetch, logLevel: 'off' });
  return {
    offered,
    async *ask(request, signal) {
      try {
        yield* isStreamed
          ? inPieces(client, bodyOf(offered.model, request), signal)
          : atOnce(client, bodyOf(offered.model, request), signal);
      } catch (error) {
        throw explain(error, signal);
      }
    },
  };
}

type Body = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'>;

function bodyOf(model: string, { messages, tools }: ModelRequest): Body {
  return {
    model,
    messages: [...messages],
    max_completion_tokens: MAX_ANSWER_TOKENS,
    ...(tools.length > 0 && { tools: [...tools] }),
  };
}

async function* inPieces(client: OpenAI, body: Body, signal: AbortSignal): AsyncGenerator<ModelChunk> {
  const stream = await client.chat.completions.create(
    { ...body, stream: true, stream_options: { include_usage: true } },
    { signal },
  );
  for await (const chunk of stream) yield readChunk(chunk);
}

async function* atOnce(client: OpenAI, body: Body, signal: AbortSignal): AsyncGenerator<ModelChunk> {
  yield readChunk(await client.chat.completions.create(body, { signal }));
}

/** What was thrown, as far as it may be told: never the words of the provider, which may repeat the key. */
function explain(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || error instanceof ModelError) return error;
  if (error instanceof APIUserAbortError) return error;
  if (error instanceof APIConnectionError) {
    return new ModelError('The model cannot be reached.', { isRetriable: true, cause: error });
  }
  if (error instanceof APIError && error.status !== undefined) {
    const isRetriable = error.status === 408 || error.status === 429 || error.status >= 500;
    return new ModelError(`The model answers with an error (${error.status}).`, { isRetriable, cause: error });
  }
  return new ModelError('The answer of the model broke off.', { isRetriable: true, cause: error });
}
