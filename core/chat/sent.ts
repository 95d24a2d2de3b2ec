import { z } from 'zod';
import { OfferedModelSchema } from './chat-settings.ts';

/** Exactly what went to a model in a turn: every message, once, and the names of the tools it was told of. */
export const SentSchema = z
  .strictObject({
    to: OfferedModelSchema,
    messages: z.array(z.record(z.string(), z.unknown())).meta({
      description: 'In their order. Each request of the turn repeated those before it.',
    }),
    tools: z.array(z.string()).meta({ description: 'Their descriptions are in the reference of the tools.' }),
    requests: z.int().meta({ description: 'How often it was asked.' }),
    tokens: z.int().meta({ description: 'What that used, as the model said; about that much where it did not.' }),
  })
  .meta({ id: 'SentToModel' });
export type Sent = z.infer<typeof SentSchema>;
