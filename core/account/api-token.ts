import { z } from 'zod';
import { TokenIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { textSchema } from '../text/text-schema.ts';
import { SCOPES, ScopeSchema } from './scope.ts';

export const MAX_API_TOKENS = 50;
const MAX_LIFETIME_DAYS = 3650;

/** A token as it is listed: everything but the secret, which only the answer to its making shows. */
export const ApiTokenSchema = z
  .strictObject({
    id: TokenIdSchema,
    name: z.string(),
    /** Its first characters, to tell it from others. */
    prefix: z.string(),
    scopes: z.array(ScopeSchema),
    createdAt: InstantSchema,
    /** To the hour; null when it was never used. */
    lastUsedAt: InstantSchema.nullable(),
    expiresAt: InstantSchema.nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof ApiTokenSchema>;

export const NewApiTokenSchema = z
  .strictObject({
    name: textSchema({ minCharacters: 1, maxCharacters: 100 }),
    scopes: z
      .array(ScopeSchema)
      .min(1)
      .max(SCOPES.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'must not name a scope twice')
      .default(['read'])
      .meta({
        description:
          'Writing is off unless it is asked for; `bulk` is for agents over MCP, and of use only with `write`.',
      }),
    expiresInDays: z.int().min(1).max(MAX_LIFETIME_DAYS).optional().meta({ description: 'Never expires when absent.' }),
  })
  .meta({ id: 'NewApiToken' });
export type NewApiToken = z.infer<typeof NewApiTokenSchema>;

/** The one answer that shows the secret. */
export const CreatedApiTokenSchema = z
  .strictObject({
    token: ApiTokenSchema,
    secret: z
      .string()
      .meta({ description: 'Shown this once: it is not stored. Send it as `Authorization: Bearer …`.' }),
  })
  .meta({ id: 'CreatedApiToken' });
export type CreatedApiToken = z.infer<typeof CreatedApiTokenSchema>;
