import { z } from 'zod';
import { ConversationIdSchema, TurnIdSchema } from '../ids.ts';
import { ChatEventSchema } from './chat-event.ts';

/** The first thing a stream says: which turn this is. */
const TurnEventSchema = z.strictObject({
  type: z.literal('turn'),
  id: TurnIdSchema,
  conversationId: ConversationIdSchema,
  text: z.string(),
});

/** The data of each event of the stream that answers a turn, as JSON; the last is `done`. */
export const StreamEventSchema = z.union([TurnEventSchema, ChatEventSchema]).meta({ id: 'ChatStreamEvent' });
export type StreamEvent = z.infer<typeof StreamEventSchema>;
