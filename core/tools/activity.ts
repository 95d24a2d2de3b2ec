import { z } from 'zod';
import { CorrelationIdSchema, TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { ActorSchema } from '../log/actor.ts';
import { EventTypeSchema } from '../log/event.ts';
import { LocalDateSchema } from '../time/local.ts';
import { defineTool } from './tool.ts';

const MAX_ENTRIES = 100;

export const activityTool = defineTool({
  name: 'activity',
  title: 'Look at what happened',
  description:
    'What happened in the last 90 days, newest first: what was done, when, and by whom. Answers questions such as “what did I finish last week?” and gives the correlation ids that `undo` takes.',
  input: z.strictObject({
    task: TaskIdSchema.optional(),
    types: z.array(EventTypeSchema).max(20).default([]).meta({ description: 'Any of them; all when empty.' }),
    by: z.enum(['user', 'agent', 'system']).optional(),
    from: LocalDateSchema.optional().meta({ description: 'A day of the user’s, inclusive.' }),
    to: LocalDateSchema.optional().meta({ description: 'A day of the user’s, inclusive.' }),
    page: z.int().min(1).max(1_000_000).default(1),
    limit: z.int().min(1).max(MAX_ENTRIES).default(20),
  }),
  output: z.strictObject({
    entries: z.array(
      z.strictObject({
        at: InstantSchema,
        type: EventTypeSchema,
        id: z.string().meta({ description: 'Of the thing it happened to.' }),
        title: z.string().nullable(),
        fields: z.array(z.string()).meta({ description: 'What changed.' }),
        actor: ActorSchema,
        correlationId: CorrelationIdSchema,
      }),
    ),
    total: z.int(),
    page: z.int(),
    hasMore: z.boolean(),
  }),
  annotations: { isReadOnly: true, isDestructive: false, isIdempotent: true },
});
