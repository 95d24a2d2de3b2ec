import { z } from 'zod';
import type { News } from '#core/live/news.ts';

/** What a connection was opened with, so that revoking it closes the connection too. */
export const CredentialSchema = z.strictObject({ kind: z.enum(['session', 'token']), id: z.string().min(1) });
export type Credential = z.infer<typeof CredentialSchema>;

/**
 * What the rest of the program may ask of a user's hub. Filled by the composition root with the Durable Object's
 * binding. Every call rejects when the hub did not answer in time.
 */
export interface HubPort {
  /** "There may be something new." Carries no data, may be lost: the watchdog repairs that within a minute. */
  nudge: (userId: string, news: News) => Promise<void>;
  /** Closes the sockets that were opened with a credential, or all of them. No frame goes out after it answered. */
  closeSockets: (userId: string, credential: Credential | 'all') => Promise<void>;
  /** Closes everything and forgets everything, for an account that is gone. */
  erase: (userId: string) => Promise<void>;
}
