import { z } from 'zod';
import { ConversationIdSchema, TurnIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { TurnSchema, UtteranceSchema } from './turn.ts';

/** A conversation as it stands in a list. */
export const ConversationSchema = z
  .strictObject({
    id: ConversationIdSchema,
    title: z.string().meta({ description: 'What was said first, shortened; empty while nothing was.' }),
    createdAt: InstantSchema,
    updatedAt: InstantSchema.meta({
      description: 'When something was last said; how long it is kept counts from here.',
    }),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof ConversationSchema>;

export const ConversationWithTurnsSchema = z
  .strictObject({
    conversation: ConversationSchema,
    turns: z.array(TurnSchema).meta({ description: 'Oldest first; of a long one the latest hundred.' }),
    hasEarlier: z.boolean(),
  })
  .meta({ id: 'ConversationWithTurns' });
export type ConversationWithTurns = z.infer<typeof ConversationWithTurnsSchema>;

/** What is said: in words, or by picking one of the choices that an earlier turn offered. */
export const NewTurnSchema = z.union([
  z.strictObject({ text: UtteranceSchema }),
  z.strictObject({
    choice: z.strictObject({
      turnId: TurnIdSchema,
      index: z.int().min(0).max(99).meta({ description: 'Among all choices of that turn, in their order.' }),
    }),
  }),
]);
export type NewTurn = z.infer<typeof NewTurnSchema>;

const TITLE_CHARACTERS = 80;

/** What a conversation is called: the first line of what was said first. */
export function conversationTitle(text: string): string {
  const [line = ''] = text.trim().split('\n');
  const characters = [...line.trim()];
  if (characters.length <= TITLE_CHARACTERS) return characters.join('');
  return `${characters
    .slice(0, TITLE_CHARACTERS - 1)
    .join('')
    .trimEnd()}…`;
}
