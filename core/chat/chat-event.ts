import { z } from 'zod';
import { ErrorCodeSchema, FieldErrorSchema } from '../errors.ts';
import { CorrelationIdSchema } from '../ids.ts';
import { JsonSchema } from '../json.ts';
import { ChangeOutputSchema } from '../tools/change-output.ts';
import { ChoiceSchema } from './choice.ts';

/** Who can answer a turn. */
export const ENGINES = ['pocket', 'openai', 'workers-ai'] as const;
export type EngineName = (typeof ENGINES)[number];

/** A piece of the answer; pieces that follow each other are one text. */
const TextEventSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  isMarkdown: z
    .boolean()
    .meta({ description: 'Whether a model wrote it, as Markdown. Otherwise it is shown as it is.' }),
});

/** Something to pick from: each choice can be clicked, or said. */
const ChoicesEventSchema = z.strictObject({
  type: z.literal('choices'),
  reason: z.string().meta({ description: 'Why it is asked, for programs: ambiguous, bad_date, empty …' }),
  choices: z.array(ChoiceSchema).min(1).max(20),
});

/** The query that tasks were found with, in the query language. */
const QueryEventSchema = z.strictObject({ type: z.literal('query'), query: z.string(), total: z.int().nullable() });

const RefusalSchema = z.strictObject({
  code: ErrorCodeSchema,
  detail: z.string(),
  isRetriable: z.boolean(),
  errors: z.array(FieldErrorSchema),
  plan: ChangeOutputSchema.nullable().meta({
    description:
      'What a plan that no longer fits would come to now; of one that waits for a confirmation, what it comes to, with the link.',
  }),
});
export const ToolResultSchema = z.discriminatedUnion('isRefused', [
  z.strictObject({ isRefused: z.literal(false), output: z.record(z.string(), z.unknown()) }),
  z.strictObject({ isRefused: z.literal(true), refusal: RefusalSchema }),
]);

/** A tool that was called: once when it begins, without a result, and again with it, under the same id. */
const ToolEventSchema = z.strictObject({
  type: z.literal('tool'),
  id: z.string().meta({ description: 'Of this call, within the turn.' }),
  tool: z.string(),
  input: JsonSchema,
  result: ToolResultSchema.nullable(),
});

export const ENGINE_REASONS = ['certain', 'asked', 'only', 'switched_off', 'fallback', 'budget', 'chosen'] as const;

/** Who answers from here on, and why. It comes again when another engine takes over. */
const EngineEventSchema = z.strictObject({
  type: z.literal('engine'),
  engine: z.enum(ENGINES),
  model: z.string().nullable(),
  why: z.enum(ENGINE_REASONS).meta({
    description:
      'certain: understood without a model. asked: a model, because it was not. only: no model is configured. switched_off: the user has not switched it on. fallback: the model failed. budget: none is left. chosen: a choice was picked.',
  }),
  detail: z.string().nullable().meta({ description: 'For a person, where there is something to say.' }),
});

export const TURN_ERRORS = ['engine_failed', 'too_many_rounds', 'internal'] as const;

/** What went wrong; what had been done by then stays done, and `done` says how to take it back. */
const ErrorEventSchema = z.strictObject({ type: z.literal('error'), code: z.enum(TURN_ERRORS), detail: z.string() });

export const TURN_ENDS = ['answered', 'stopped', 'failed'] as const;

/** The last event of every turn. */
const DoneEventSchema = z.strictObject({
  type: z.literal('done'),
  end: z.enum(TURN_ENDS),
  correlationIds: z
    .array(CorrelationIdSchema)
    .meta({ description: 'What POST /undo takes to take the turn back, the latest first. Empty: it changed nothing.' }),
});

/** What an engine may say itself. */
export const SaidEventSchema = z.discriminatedUnion('type', [TextEventSchema, ChoicesEventSchema, QueryEventSchema]);
export type SaidEvent = z.infer<typeof SaidEventSchema>;

/** What happens in a turn, as it is streamed, stored and shown. */
export const ChatEventSchema = z
  .discriminatedUnion('type', [
    TextEventSchema,
    ChoicesEventSchema,
    QueryEventSchema,
    ToolEventSchema,
    EngineEventSchema,
    ErrorEventSchema,
    DoneEventSchema,
  ])
  .meta({ id: 'ChatEvent' });
export type ChatEvent = z.infer<typeof ChatEventSchema>;
export type ToolEvent = z.infer<typeof ToolEventSchema>;
export type TurnEnd = (typeof TURN_ENDS)[number];
