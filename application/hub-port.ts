import { z } from 'zod';

/** What a connection was opened with, so that revoking it closes the connection too. */
export const CredentialSchema = z.strictObject({ kind: z.enum(['session', 'token']), id: z.string().min(1) });
export type Credential = z.infer<typeof CredentialSchema>;

/**
 * What a nudge is about: `events` are for open devices alone, so a hub without any has nothing to do; `schedule` means
 * that timers may have changed too, so the alarm has to be looked at.
 */
export type News = 'events' | 'schedule';

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
