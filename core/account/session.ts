import { z } from 'zod';
import { SessionIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';

/** A browser that is signed in. */
export const SessionSchema = z
  .strictObject({
    id: SessionIdSchema,
    isCurrent: z.boolean(),
    /** What the browser calls itself, and where it signed in from; empty when it did not say. */
    userAgent: z.string(),
    ipAddress: z.string(),
    createdAt: InstantSchema,
    /** To the day. */
    lastUsedAt: InstantSchema,
    expiresAt: InstantSchema,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof SessionSchema>;
