import { z } from 'zod';
import { ServiceTokenIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { textSchema } from '../text/text-schema.ts';

export const MAX_SERVICE_TOKENS = 50;

/**
 * What a program of the cluster may do. No scope comes with another, and none of them is one that a user's token has.
 *
 * - `feed`: reads the log of everybody, and keeps a place in it.
 * - `deliveries`: claims what is to be sent, with the addresses it goes to, and reports what became of it.
 * - `audit`: asks the archive, which stands in the cluster.
 * - `metrics`: reads the numbers of the edge, as Prometheus does, and nothing of anybody.
 */
export const SERVICE_SCOPES = ['feed', 'deliveries', 'audit', 'metrics'] as const;
export const ServiceScopeSchema = z.enum(SERVICE_SCOPES).meta({ id: 'ServiceScope' });
export type ServiceScope = z.infer<typeof ServiceScopeSchema>;

/** A service token as it is listed: everything but the secret, which only the answer to its making shows. */
export const ServiceTokenSchema = z
  .strictObject({
    id: ServiceTokenIdSchema,
    name: z.string(),
    scopes: z.array(ServiceScopeSchema),
    createdAt: InstantSchema,
    /** To the hour; null when it was never used. */
    lastUsedAt: InstantSchema.nullable(),
    revokedAt: InstantSchema.nullable(),
  })
  .meta({ id: 'ServiceToken' });
export type ServiceToken = z.infer<typeof ServiceTokenSchema>;

export const NewServiceTokenSchema = z
  .strictObject({
    name: textSchema({ minCharacters: 1, maxCharacters: 100 }),
    scopes: z
      .array(ServiceScopeSchema)
      .min(1)
      .max(SERVICE_SCOPES.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'must not name a scope twice'),
  })
  .meta({ id: 'NewServiceToken' });
export type NewServiceToken = z.infer<typeof NewServiceTokenSchema>;

/** The one answer that shows the secret. */
export const CreatedServiceTokenSchema = z
  .strictObject({
    token: ServiceTokenSchema,
    secret: z
      .string()
      .meta({ description: 'Shown this once: it is not stored. Send it as `Authorization: Bearer …`.' }),
  })
  .meta({ id: 'CreatedServiceToken' });
export type CreatedServiceToken = z.infer<typeof CreatedServiceTokenSchema>;

export const ServiceTokensSchema = z
  .strictObject({ tokens: z.array(ServiceTokenSchema) })
  .meta({ id: 'ServiceTokens' });
