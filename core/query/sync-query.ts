import { z } from 'zod';
import { LoggedEventSchema } from '../log/event.ts';

const MAX_SYNC = 500;

/** What `GET /sync` takes: the last seq the caller has, and the epoch that it belongs to. */
export const SyncQuerySchema = z.strictObject({
  since: z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number),
  epoch: z.string().max(64).optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(1).max(MAX_SYNC))
    .default(MAX_SYNC),
});
export type SyncQuery = z.infer<typeof SyncQuerySchema>;

/**
 * What happened after `since`, in order. `reset` instead when that cannot be told (the history before is gone, or the
 * log was restored to an earlier point): throw away what you have, read the state anew, and go on from its seq.
 */
export const SyncPageSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('events'),
      epoch: z.string(),
      events: z.array(LoggedEventSchema),
      /** What to ask for next. */
      next: z.int().nonnegative(),
      hasMore: z.boolean(),
    }),
    z.strictObject({ kind: z.literal('reset'), epoch: z.string(), seq: z.int().nonnegative() }),
  ])
  .meta({ id: 'SyncPage' });
export type SyncPage = z.infer<typeof SyncPageSchema>;
