import { z } from 'zod';
import { TaskIdSchema, UserIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { TaskSchema } from '../task/task.ts';
import { CloudEventSchema } from './cloud-event.ts';

// What the edge and the programs of the cluster say to each other, under /feed with a service token. The edge keeps the
// cursor of each consumer and moves it only forward; a consumer owns nothing that it could lose.

export const MAX_FEED_EVENTS = 1000;
/** A page is cut below this, as UTF-8 JSON, but always holds one event. */
export const MAX_FEED_BYTES = 4 * 1024 * 1024;
/** How long a lease lasts without being renewed. Longer than any pause a healthy mirror makes. */
export const LEASE_TTL_MS = 15_000;

export const ConsumerNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be a name such as mirror: small letters, digits and dashes')
  .meta({ examples: ['mirror'] });

export const ConsumerSchema = z.strictObject({ consumer: ConsumerNameSchema }).meta({ id: 'FeedConsumer' });

/** Where a reader stands. A restore rewinds seqs and uses them again, so a seq alone says nothing. */
export const FeedCursorSchema = z
  .strictObject({
    epoch: z.string(),
    seq: z.int().nonnegative(),
    /** The event at that seq; null at the very beginning and right after a snapshot. */
    eventId: z.string().nullable(),
  })
  .meta({ id: 'FeedCursor' });
export type FeedCursor = z.infer<typeof FeedCursorSchema>;

/**
 * How a consumer goes on:
 * - `live`: with the events after its cursor.
 * - `snapshot`: it is new, or has lapsed: it reads the snapshot first, page by page, and then the events after `seq`.
 * - `rewound`: the log was restored to an earlier point. Nothing is served until an operator, or the consumer when it is
 *   set to, asks for a resync; then it is `snapshot`.
 */
export const ConsumerStandSchema = z.enum(['live', 'snapshot', 'rewound']);
export type ConsumerStand = z.infer<typeof ConsumerStandSchema>;

export const LeaseRequestSchema = z
  .strictObject({
    consumer: ConsumerNameSchema,
    /** Who asks, for whoever looks at the status: a host name and a process. */
    holder: z.string().min(1).max(200),
    /** The token of the lease to renew; absent to take a free one. */
    token: z.string().min(1).max(100).optional(),
    /** Whether a rewound consumer starts anew with a snapshot, which is what the operator's command does too. */
    resync: z.boolean().default(false),
  })
  .meta({ id: 'FeedLeaseRequest' });
export type LeaseRequest = z.input<typeof LeaseRequestSchema>;

/** Gives a lease back before its end, so that whoever stands by takes over at once. */
export const ReleaseRequestSchema = z
  .strictObject({ consumer: ConsumerNameSchema, token: z.string().min(1).max(100) })
  .meta({ id: 'FeedRelease' });

export const LeaseSchema = z
  .strictObject({
    /** Stands for the lease; a secret of its holder. */
    token: z.string(),
    /** From the moment the answer was made; the holder counts on its own monotonic clock from before it asked. */
    ttlMs: z.int().positive(),
    stand: ConsumerStandSchema,
    cursor: FeedCursorSchema,
  })
  .meta({ id: 'FeedLease' });
export type Lease = z.infer<typeof LeaseSchema>;

/** The answer to "what follows `after`?". With a lease the question acknowledges everything up to `after`. */
export const FeedPageSchema = z
  .strictObject({
    epoch: z.string(),
    events: z.array(CloudEventSchema),
    /** What to ask for next: the seq of the last event, or `after` when there was none. */
    next: z.int().nonnegative(),
    /** The newest event of the log: what is between it and `next` is the lag. */
    head: z.int().nonnegative(),
  })
  .meta({ id: 'FeedPage' });
export type FeedPage = z.infer<typeof FeedPageSchema>;

export const SnapshotTaskSchema = z.strictObject({ userId: UserIdSchema, task: TaskSchema });
export type SnapshotTask = z.infer<typeof SnapshotTaskSchema>;

export const RemovedTaskSchema = z.strictObject({ userId: UserIdSchema, taskId: TaskIdSchema });

/** All tasks, in pages. Whoever has read them all goes on with the events after the `seq` of the first page. */
export const SnapshotPageSchema = z
  .strictObject({
    epoch: z.string(),
    /** Which log it is the state of: the `source` of its events. */
    source: CloudEventSchema.shape.source,
    /** The log was here when the first page was read; later pages may be truer than that, never older. */
    seq: z.int().nonnegative(),
    /**
     * Removed for good since the place of the consumer: to be forgotten. Pages with these come before those with tasks, as
     * their ids may have been used again.
     */
    removed: z.array(RemovedTaskSchema),
    tasks: z.array(SnapshotTaskSchema),
    /** What to ask for next; null when this was the last page. */
    next: z.string().nullable(),
  })
  .meta({ id: 'FeedSnapshotPage' });
export type SnapshotPage = z.infer<typeof SnapshotPageSchema>;

export const FeedStatusSchema = z
  .strictObject({
    epoch: z.string(),
    head: z.int().nonnegative(),
    prunedThrough: z.int().nonnegative(),
    /** How many consumers listen to the bell. */
    listeners: z.int().nonnegative(),
    consumers: z.array(
      z.strictObject({
        consumer: ConsumerNameSchema,
        stand: ConsumerStandSchema,
        seq: z.int().nonnegative(),
        /** Events it has not acknowledged. */
        lagEvents: z.int().nonnegative(),
        /** The age of the oldest of them, in ms; null when there is none. */
        lagMs: z.int().nonnegative().nullable(),
        holder: z.string().nullable(),
        leasedUntil: InstantSchema.nullable(),
        lastSeenAt: InstantSchema,
      }),
    ),
  })
  .meta({ id: 'FeedStatus' });
export type FeedStatus = z.infer<typeof FeedStatusSchema>;

/** The one thing the bell ever says. It is a hint: who misses it polls. */
export const BELL_MESSAGE = '{"type":"more"}';
