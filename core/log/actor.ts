import { z } from 'zod';

/**
 * Who did it. `client` names the door it came through (`web`, `api`, the name of a token, a cron); `conversation`
 * is the chat in which an agent was asked.
 */
export const ActorSchema = z
  .strictObject({
    kind: z.enum(['user', 'system', 'agent']),
    client: z.string().max(200),
    conversation: z.string().max(100).nullable().default(null),
    /** What an agent did it with: the tool, and the model that chose it where there was one. */
    tool: z.string().max(100).optional(),
    model: z.string().max(200).optional(),
  })
  .meta({ id: 'Actor' });

export type Actor = z.infer<typeof ActorSchema>;
