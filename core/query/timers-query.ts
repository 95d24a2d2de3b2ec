import { z } from 'zod';
import { UserIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { perPageParameter } from './page.ts';

/** What the operator's `GET /timers` takes. */
export const TroubledTimersQuerySchema = z.strictObject({
  user: UserIdSchema.optional(),
  per_page: perPageParameter(50),
});
export type TroubledTimersQuery = z.infer<typeof TroubledTimersQuerySchema>;

/**
 * A timer that an operator has to know of. *parked*: it failed too often and waits for somebody. *overdue*: its time
 * has come and it has not run, because its alarm was lost or its hub is busy or broken.
 */
export const TroubledTimerSchema = z
  .strictObject({
    state: z.enum(['parked', 'overdue']),
    userId: UserIdSchema,
    /** Text, not an enum: an older program may have left one, and it is what somebody looks for here. */
    kind: z.string(),
    /** What it is about; with the kind, unique per user. */
    ref: z.string(),
    /** When it was to happen. */
    dueAt: InstantSchema,
    /** Null when it is parked: never by itself. */
    nextTryAt: InstantSchema.nullable(),
    /** Failed runs. */
    attempts: z.int().nonnegative(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'TroubledTimer' });
export type TroubledTimer = z.infer<typeof TroubledTimerSchema>;

export const TroubledTimersSchema = z
  .strictObject({
    /** Parked ones first, each kind the longest due first. */
    timers: z.array(TroubledTimerSchema),
    /** How many there are in all. */
    parked: z.int().nonnegative(),
    overdue: z.int().nonnegative(),
  })
  .meta({ id: 'TroubledTimers' });
export type TroubledTimers = z.infer<typeof TroubledTimersSchema>;

/** What kinds and refs are made of: ids, words and JSON. */
const NameSchema = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[ -~]+$/, 'must be printable ASCII');

/** Which parked timers to let run again: all of them, or those that fit everything that is named. */
export const RetryTimersSchema = z
  .strictObject({ user: UserIdSchema.optional(), kind: NameSchema.optional(), ref: NameSchema.optional() })
  .meta({ id: 'RetryTimers' });
export type RetryTimers = z.infer<typeof RetryTimersSchema>;

export const RearmHubsSchema = z.strictObject({ user: UserIdSchema.optional() }).meta({ id: 'RearmHubs' });

/** How the hubs took it. One that did not answer is nudged again by the watchdog, each minute. */
const nudged = {
  nudged: z.int().nonnegative().meta({ description: 'Users whose hub was told and answered.' }),
  unreachable: z.array(UserIdSchema).meta({ description: 'Users whose hub did not answer.' }),
};

export const TimersRetriedSchema = z
  .strictObject({
    retried: z.int().nonnegative(),
    remaining: z.int().nonnegative().meta({ description: 'When not 0 there are more: repeat the request.' }),
    ...nudged,
  })
  .meta({ id: 'TimersRetried' });
export type TimersRetried = z.infer<typeof TimersRetriedSchema>;

export const HubsRearmedSchema = z
  .strictObject({
    ...nudged,
    isMore: z.boolean().meta({ description: 'Whether there are more users with overdue timers: repeat the request.' }),
  })
  .meta({ id: 'HubsRearmed' });
export type HubsRearmed = z.infer<typeof HubsRearmedSchema>;
