import { z } from 'zod';
import { ConsumerNameSchema, MAX_FEED_EVENTS } from '#core/feed/protocol.ts';

/** Who asks. With the token of its lease the question also says how far it has come. */
export const ConsumerParams = {
  consumer: ConsumerNameSchema,
  lease: z.string().min(1).max(100).optional().meta({ description: 'The token of the lease.' }),
};

export const AfterParam = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number)
  .meta({ description: 'The seq of the last event you have.' });

export const LimitParam = z
  .string()
  .regex(/^\d{1,4}$/, 'must be a whole number')
  .transform(Number)
  .pipe(z.int().min(1).max(MAX_FEED_EVENTS))
  .default(MAX_FEED_EVENTS);
