import { z } from 'zod';
import { ConversationIdSchema, TurnIdSchema } from '#core/ids.ts';

export const ConversationParamsSchema = z.strictObject({ conversationId: ConversationIdSchema });
export const TurnParamsSchema = z.strictObject({ conversationId: ConversationIdSchema, turnId: TurnIdSchema });
