import { z } from 'zod';
import type { OpenAiOptions } from './openai-client.ts';

/** The binding of Workers AI, as far as it is used. */
export interface AiBinding {
  run: (model: string, input: Record<string, unknown>, options?: { signal?: AbortSignal }) => Promise<unknown>;
}

const BodySchema = z.looseObject({ model: z.string(), max_completion_tokens: z.number().optional() });
const NO_SUCH_STATUS = 502;

/**
 * Workers AI as a server of the protocol: the binding takes what would be the body and answers what would be the
 * bytes, so that everything above is the same for both.
 */
export function workersAiFetch(binding: AiBinding): OpenAiOptions['fetch'] {
  return async (_url, init) => {
    const { model, max_completion_tokens, ...body } = BodySchema.parse(JSON.parse(z.string().parse(init?.body)));
    const options = init?.signal ? { signal: init.signal } : {};
    const answer = await binding.run(model, { ...body, max_tokens: max_completion_tokens }, options).catch(refusal);
    if (answer instanceof Response) return answer;
    if (answer instanceof ReadableStream) {
      return new Response(answer, { headers: { 'content-type': 'text/event-stream' } });
    }
    return Response.json(answer);
  };
}

/** What the binding throws names a status at most. */
function refusal(error: unknown): Response {
  const named = z.looseObject({ status: z.int().min(400).max(599) }).safeParse(error);
  const isLimit = error instanceof Error && /\b(?:3036|3040|429)\b|capacity|rate limit/i.test(error.message);
  const status = named.success ? named.data.status : isLimit ? 429 : NO_SUCH_STATUS;
  return Response.json({ error: { message: 'Workers AI refused the request.' } }, { status });
}
