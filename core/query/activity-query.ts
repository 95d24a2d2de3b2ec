import { z } from 'zod';
import { TaskIdSchema } from '../ids.ts';
import { EVENT_TYPES, EventTypeSchema, LoggedEventSchema } from '../log/event.ts';
import { LocalDateSchema } from '../time/local.ts';
import { PageParameterSchema, perPageParameter } from './page.ts';
import { repeatable } from './repeatable.ts';

/** What `GET /activity` takes. Dates are days of the user's zone, both inclusive. */
export const ActivityQuerySchema = z.strictObject({
  task: TaskIdSchema.optional(),
  type: repeatable(EventTypeSchema, EVENT_TYPES.length),
  actor: z.enum(['user', 'system', 'agent']).optional(),
  from: LocalDateSchema.optional(),
  to: LocalDateSchema.optional(),
  page: PageParameterSchema,
  per_page: perPageParameter(20),
});
export type ActivityQuery = z.infer<typeof ActivityQuerySchema>;
export type ActivityQueryInput = z.input<typeof ActivityQuerySchema>;

/** Newest first. */
export const ActivityPageSchema = z
  .strictObject({
    events: z.array(LoggedEventSchema),
    total: z.int().nonnegative(),
    page: z.int().positive(),
    perPage: z.int().positive(),
    seq: z.int().nonnegative(),
    epoch: z.string(),
  })
  .meta({ id: 'ActivityPage' });
export type ActivityPage = z.infer<typeof ActivityPageSchema>;
