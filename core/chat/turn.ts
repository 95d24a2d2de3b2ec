import { z } from 'zod';
import { ConversationIdSchema, TurnIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { textSchema } from '../text/text-schema.ts';
import { ChatEventSchema, ENGINES } from './chat-event.ts';

/** What a person can say at once. */
export const MAX_UTTERANCE_CHARACTERS = 4000;
export const UtteranceSchema = textSchema({
  minCharacters: 1,
  maxCharacters: MAX_UTTERANCE_CHARACTERS,
  isMultiline: true,
});

/** Something said, and everything that came of it. */
export const TurnSchema = z
  .strictObject({
    id: TurnIdSchema,
    conversationId: ConversationIdSchema,
    text: z.string(),
    /** One event a thing: text in one piece, a tool with its result. The last is `done`, unless it still runs. */
    events: z.array(ChatEventSchema),
    engine: z.enum(ENGINES).nullable().meta({ description: 'Who answered; null while nobody has.' }),
    isSent: z.boolean().meta({ description: 'Whether something went to a model; what, answers …/sent.' }),
    startedAt: InstantSchema,
    endedAt: InstantSchema.nullable().meta({ description: 'Null while it runs.' }),
  })
  .meta({ id: 'Turn' });
export type Turn = z.infer<typeof TurnSchema>;
