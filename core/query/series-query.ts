import { z } from 'zod';
import { SeriesIdSchema, TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { RecurrenceNoteSchema } from '../recurrence/recurrence-preview.ts';
import { SERIES_STATUSES, SeriesSchema } from '../series/series.ts';
import { DueSchema } from '../task/due.ts';
import { TaskSchema, TitleSchema } from '../task/task.ts';
import { SlotSchema } from '../time/slot.ts';
import { countParameter, PageParameterSchema, perPageParameter } from './page.ts';

/** A series as people look at it: beside its state what it is called, says and has come to. */
export const SeriesViewSchema = z
  .strictObject({
    series: SeriesSchema,
    /** The newest occurrence; null when it is gone from the trash for good. */
    task: TaskSchema.nullable(),
    /** The rule in English, such as “every 2 weeks on Monday and Thursday”. */
    text: z.string(),
    /** The slot that comes after the newest occurrence; null when there is none, or when it depends on the completion. */
    upcoming: z.strictObject({ slot: SlotSchema, instant: InstantSchema.nullable() }).nullable(),
    /** How many occurrences were made, those in the trash not counted, and how many of them are done. */
    made: z.int().nonnegative(),
    done: z.int().nonnegative(),
    /** The last slot of a rule that ends; null when it does not end, or not by slots. */
    lastSlot: SlotSchema.nullable(),
  })
  .meta({ id: 'SeriesView' });
export type SeriesView = z.infer<typeof SeriesViewSchema>;

export const SeriesListQuerySchema = z.strictObject({
  status: z.enum(SERIES_STATUSES).optional(),
  page: PageParameterSchema,
  per_page: perPageParameter(50),
});
export type SeriesListQuery = z.infer<typeof SeriesListQuerySchema>;

export const SeriesPageSchema = z
  .strictObject({
    series: z.array(SeriesViewSchema),
    total: z.int().nonnegative(),
    page: z.int().positive(),
    perPage: z.int().positive(),
    seq: z.int().nonnegative(),
    epoch: z.string(),
  })
  .meta({ id: 'SeriesPage' });
export type SeriesPage = z.infer<typeof SeriesPageSchema>;

/** A slot that is still to come: not yet a task. One command makes, skips or moves it. */
export const ProjectedOccurrenceSchema = z
  .strictObject({ seriesId: SeriesIdSchema, slot: SlotSchema, title: TitleSchema, due: DueSchema })
  .meta({ id: 'ProjectedOccurrence' });
export type ProjectedOccurrence = z.infer<typeof ProjectedOccurrenceSchema>;

export const MAX_PROJECTED_DAYS = 366;
/** What `GET /occurrences` takes: how many days ahead, the user's today included. */
export const ProjectedQuerySchema = z.strictObject({ days: countParameter(MAX_PROJECTED_DAYS).default(30) });
/** What stands ahead over all series, soonest first; at most a thousand. */
export const ProjectedOccurrencesSchema = z
  .strictObject({ occurrences: z.array(ProjectedOccurrenceSchema) })
  .meta({ id: 'ProjectedOccurrences' });
export type ProjectedOccurrences = z.infer<typeof ProjectedOccurrencesSchema>;

/** What `GET /series/{seriesId}/occurrences` takes. */
export const OccurrencesQuerySchema = z.strictObject({ count: countParameter(100).default(10) });
export type OccurrencesQuery = z.infer<typeof OccurrencesQuerySchema>;

/** A slot ahead of the newest occurrence: to be made in its time, left out, or made by hand already. */
export const SeriesOccurrenceSchema = z
  .strictObject({
    slot: SlotSchema,
    /** Null for a day, which is no instant. */
    instant: InstantSchema.nullable(),
    notes: z.array(RecurrenceNoteSchema),
    state: z.enum(['ahead', 'skipped', 'made']),
    /** The task that was made of it. */
    taskId: TaskIdSchema.nullable(),
  })
  .meta({ id: 'SeriesOccurrence' });
export type SeriesOccurrence = z.infer<typeof SeriesOccurrenceSchema>;
