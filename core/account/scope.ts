import { z } from 'zod';

/** What a token may do. Reading never comes with writing by itself: a token says both. */
export const SCOPES = ['read', 'write'] as const;
export const ScopeSchema = z.enum(SCOPES).meta({ id: 'Scope' });
export type Scope = z.infer<typeof ScopeSchema>;
