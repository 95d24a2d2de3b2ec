import { z } from 'zod';
import { SeriesIdSchema, TaskIdSchema } from '../ids.ts';
import { MAX_TAGS_PER_TASK, TagSchema } from '../tag/tag.ts';
import { DueSchema } from '../task/due.ts';
import { NotesSchema, PrioritySchema, TitleSchema } from '../task/task.ts';
import { SlotSchema } from '../time/slot.ts';
import { TimeZoneSchema } from '../time/zone.ts';
import { TriggerSchema } from './series.ts';

/** Longer than any rule that says something: RFC 5545 lists all days of a year in less. */
const MAX_RULE_CHARACTERS = 2000;
const RuleSchema = z
  .string()
  .min(1)
  .max(MAX_RULE_CHARACTERS)
  .meta({ description: 'An RRULE (RFC 5545), daily or slower.', examples: ['FREQ=WEEKLY;BYDAY=MO,TH'] });

/** How a task repeats; its due says from when. A due that is no slot of the rule moves to the first one. */
export const RecurrenceSchema = z
  .strictObject({
    seriesId: SeriesIdSchema.optional().meta({ description: 'Chosen by the client; made by the server when absent.' }),
    rule: RuleSchema,
    trigger: TriggerSchema.default({ kind: 'on_completion', anchor: 'due' }),
  })
  .meta({ id: 'Recurrence' });

export const SCOPES = ['this', 'following', 'all'] as const;
/**
 * Which occurrences an edit is about: only the current one; it and those still to be made; or all that are open, too.
 * Completed ones never change.
 */
export const ScopeSchema = z.enum(SCOPES);

const onSeries = { seriesId: SeriesIdSchema, ifVersion: z.int().positive().optional() };

/** Makes a task repeat. It needs a due and cannot be a subtask. */
export const StartSeriesSchema = z.strictObject({
  type: z.literal('series.start'),
  taskId: TaskIdSchema,
  ifVersion: z.int().positive().optional(),
  recurrence: RecurrenceSchema,
});

/** What of a series can be edited. Content is the current occurrence's; the schedule is the series' own. */
export const SeriesPatchSchema = z
  .strictObject({
    rule: RuleSchema,
    /** The slot from which the rule counts: the current occurrence moves there. */
    start: SlotSchema,
    zone: TimeZoneSchema.nullable(),
    trigger: TriggerSchema,
    title: TitleSchema,
    notes: NotesSchema,
    priority: PrioritySchema,
    tags: z.array(TagSchema).max(MAX_TAGS_PER_TASK),
  })
  .partial();

export const UpdateSeriesSchema = z.strictObject({
  type: z.literal('series.update'),
  ...onSeries,
  scope: ScopeSchema.default('following'),
  patch: SeriesPatchSchema,
});
export const PauseSeriesSchema = z.strictObject({ type: z.literal('series.pause'), ...onSeries });
/** Goes on with the next slot that is ahead; what passed meanwhile is not made up for. */
export const ResumeSeriesSchema = z.strictObject({ type: z.literal('series.resume'), ...onSeries });
/** Nothing more is made. Existing tasks stay. */
export const StopSeriesSchema = z.strictObject({ type: z.literal('series.stop'), ...onSeries });
/** Leaves out one slot: the current occurrence's, which goes on to the next one; or a slot ahead. */
export const SkipOccurrenceSchema = z.strictObject({
  type: z.literal('series.skip'),
  ...onSeries,
  slot: SlotSchema.optional(),
});
/** Makes the task of a slot ahead now, due then or at another time. */
export const MakeOccurrenceSchema = z.strictObject({
  type: z.literal('series.make'),
  ...onSeries,
  slot: SlotSchema,
  due: DueSchema.optional(),
});

export type RecurrenceOfTask = z.infer<typeof RecurrenceSchema>;
export type Scope = z.infer<typeof ScopeSchema>;
export type StartSeries = z.infer<typeof StartSeriesSchema>;
export type UpdateSeries = z.infer<typeof UpdateSeriesSchema>;
export type PauseSeries = z.infer<typeof PauseSeriesSchema>;
export type ResumeSeries = z.infer<typeof ResumeSeriesSchema>;
export type StopSeries = z.infer<typeof StopSeriesSchema>;
export type SkipOccurrence = z.infer<typeof SkipOccurrenceSchema>;
export type MakeOccurrence = z.infer<typeof MakeOccurrenceSchema>;
