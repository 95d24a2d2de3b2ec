import { z } from 'zod';

/**
 * What a token may do. Reading never comes with writing by itself: a token says both. `bulk` lets an agent do without
 * its person what a person has to confirm otherwise (deleting several tasks, changing many).
 */
export const SCOPES = ['read', 'write', 'bulk'] as const;
export const ScopeSchema = z.enum(SCOPES).meta({ id: 'Scope' });
export type Scope = z.infer<typeof ScopeSchema>;

/** What a person who is signed in may do. `bulk` is not among it: for what an agent asks, their click is what counts. */
export const SESSION_SCOPES: readonly Scope[] = ['read', 'write'];
