import { z } from 'zod';
import { SeriesIdSchema, TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { TagSchema } from '../tag/tag.ts';
import { NotesSchema, PrioritySchema, TitleSchema } from '../task/task.ts';
import { SlotSchema } from '../time/slot.ts';
import { TimeZoneSchema } from '../time/zone.ts';

/**
 * What makes the next occurrence:
 * - `on_completion`, anchor `due` ("every"): completing the current one makes the next slot of the schedule that is
 *   still ahead;
 * - `on_completion`, anchor `completion` ("every!"): the rule counts anew from the day of completion;
 * - `on_schedule`: the clock does, whether or not the last one is done. `missed` says what becomes of slots that passed
 *   while nothing ran: only the `latest` is made, or `all` are, or `none` that is more than an hour late.
 */
export const TriggerSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('on_completion'), anchor: z.enum(['due', 'completion']) }),
    z.strictObject({ kind: z.literal('on_schedule'), missed: z.enum(['latest', 'all', 'none']) }),
  ])
  .meta({ id: 'Trigger' });
export type Trigger = z.infer<typeof TriggerSchema>;

export const SERIES_STATUSES = ['active', 'paused', 'stopped', 'finished'] as const;

/** What an edit of only one occurrence hides from those that follow: the values they are to have. */
export const AsideSchema = z
  .strictObject({ title: TitleSchema, notes: NotesSchema, priority: PrioritySchema, tags: z.array(TagSchema) })
  .partial();
export type Aside = z.infer<typeof AsideSchema>;

const OccurrenceSchema = z.strictObject({ taskId: TaskIdSchema, slot: SlotSchema });

/** Ahead of the current occurrence so many single slots may be skipped or made by hand. */
export const MAX_EXCEPTIONS = 366;

/**
 * A task that repeats. It has no template: every occurrence is made from the newest one, so what is edited there is
 * what follows, and nothing is kept twice. Occurrences are tasks like others that name their series and slot.
 *
 * - *active*: completing the current occurrence, or the schedule, makes the next.
 * - *paused*: nothing is made. Resuming goes on with the next slot that is ahead.
 * - *stopped*: for good; its tasks stay as they are.
 * - *finished*: the rule has no slot left. Reopening the last occurrence makes it active again.
 *
 * active ⇄ paused; active, paused → stopped; active ⇄ finished. Only undo comes back from stopped.
 */
export const SeriesSchema = z
  .strictObject({
    id: SeriesIdSchema,
    status: z.enum(SERIES_STATUSES),
    /** Canonical, as `parseRecurrence` writes it. */
    rule: z.string(),
    /** The first slot. With a time, occurrences are due at that time; else they are due on a day. */
    start: SlotSchema,
    /** The zone of the wall clock; null is the user's, wherever they are. */
    zone: TimeZoneSchema.nullable(),
    trigger: TriggerSchema,
    /** The newest occurrence, and what the next is made from. `mark` tells whether somebody touched it since. */
    current: OccurrenceSchema.extend({ mark: z.string().nullable() }),
    /** The occurrence before, while reopening it takes the current one back; and what was aside then. */
    previous: OccurrenceSchema.extend({ aside: AsideSchema.nullable() }).nullable(),
    /** An occurrence that was taken back: in the trash, from where the same slot restores it. */
    withdrawn: OccurrenceSchema.nullable(),
    /** How many occurrences there were since the rule is what it is, the newest included: what COUNT of “every!” counts. */
    made: z.int().positive(),
    /** What the schedule makes next; null unless the trigger is `on_schedule`. */
    next: SlotSchema.nullable(),
    /** Slots ahead that are not to be made: skipped, or made by hand before their time. Sorted. */
    exceptions: z.array(SlotSchema),
    aside: AsideSchema.nullable(),
    version: z.int().positive(),
    createdAt: InstantSchema,
    updatedAt: InstantSchema,
  })
  .meta({ id: 'Series' });

export type Series = z.infer<typeof SeriesSchema>;

/** Whether anything more comes of it: active, or paused. */
export function isLive({ status }: Series): boolean {
  return status === 'active' || status === 'paused';
}
