import { z } from 'zod';
import { type ModelChunk, ModelError } from './model-client.ts';

const argumentsSchema = z.union([
  z.string(),
  z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
]);
const PieceSchema = z.looseObject({
  index: z.int().min(0).max(1000).optional(),
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: argumentsSchema.nullish() }),
});
const SaidSchema = z.looseObject({ content: z.string().nullish(), tool_calls: z.array(PieceSchema).nullish() });
const UsageSchema = z.looseObject({ total_tokens: z.number().nonnegative() });

/** The protocol: pieces of a stream have a `delta`, an answer in one piece has a `message`. */
const CompletionSchema = z.looseObject({
  choices: z.array(
    z.looseObject({ delta: SaidSchema.nullish(), message: SaidSchema.nullish(), finish_reason: z.string().nullish() }),
  ),
  usage: UsageSchema.nullish(),
});
/** Older models of Workers AI, which have a form of their own. */
const PlainSchema = z.looseObject({
  response: z.string().nullish(),
  tool_calls: z.array(z.looseObject({ name: z.string(), arguments: argumentsSchema })).nullish(),
  usage: UsageSchema.nullish(),
});

/**
 * A piece of what a model sends. It is as untrusted as the rest of it: what is no such piece is an error.
 *
 * @throws ModelError
 */
export function readChunk(value: unknown): ModelChunk {
  const completion = CompletionSchema.safeParse(value);
  if (completion.success) return fromCompletion(completion.data);
  const plain = PlainSchema.safeParse(value);
  if (plain.success && (plain.data.response != null || plain.data.tool_calls != null || plain.data.usage != null)) {
    return fromPlain(plain.data);
  }
  throw new ModelError('The model sent something that is no answer.', { isRetriable: true });
}

function fromCompletion({ choices: [choice], usage }: z.output<typeof CompletionSchema>): ModelChunk {
  const said = choice?.delta ?? choice?.message;
  return {
    text: said?.content ?? '',
    calls: (said?.tool_calls ?? []).map(({ index, id, function: called }, at) => ({
      index: index ?? at,
      id: id ?? undefined,
      name: called.name ?? undefined,
      arguments: called.arguments ?? undefined,
    })),
    tokens: usage?.total_tokens ?? null,
    isLast: choice?.finish_reason != null,
  };
}

function fromPlain({ response, tool_calls, usage }: z.output<typeof PlainSchema>): ModelChunk {
  return {
    text: response ?? '',
    calls: (tool_calls ?? []).map(({ name, arguments: written }, index) => ({ index, name, arguments: written })),
    tokens: usage?.total_tokens ?? null,
    // It has no word for its end: the end of the stream is.
    isLast: true,
  };
}
