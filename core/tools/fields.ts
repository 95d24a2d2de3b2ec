import { z } from 'zod';
import { ListIdSchema, PlanIdSchema, TaskIdSchema } from '../ids.ts';
import { ChannelsSchema, LeadMinutesSchema, MAX_REMINDERS_PER_TASK, type ReminderWhen } from '../reminder/reminder.ts';
import type { Trigger } from '../series/series.ts';
import { MAX_TAGS_PER_TASK, TagSchema } from '../tag/tag.ts';
import { type Due, DueSchema } from '../task/due.ts';
import { PRIORITIES } from '../task/task.ts';
import { LocalDateSchema, LocalDateTimeSchema } from '../time/local.ts';
import { MAX_IDS } from './tool.ts';

// The fields that inputs of several tools are made of. They are what a model writes with the fewest mistakes: words
// and flat objects, and a word where one has to say “none”.

export const taskIds = z
  .array(TaskIdSchema)
  .min(1)
  .max(MAX_IDS)
  .meta({ description: 'Ids of tasks, as `find` answers them; not titles.' });

/** A priority as a word. Numbers are refused with the words in their place: 1 is the highest to some, the lowest to others. */
export const PriorityWordSchema = z
  .enum(PRIORITIES, {
    error: ({ input }) =>
      typeof input === 'number' || /^p?\d$/.test(String(input))
        ? 'must be a word: urgent, high, medium, low or none. Numbers mean different things to different people.'
        : undefined,
  })
  .meta({ description: 'urgent is above high.' });

/** A due as text, `2026-11-21` or `2026-11-21T15:00` on the user's clock, or as an object, where a zone can be fixed. */
export const DueInputSchema = z
  .union([LocalDateTimeSchema, LocalDateSchema, DueSchema])
  .transform((due): Due => {
    if (typeof due !== 'string') return due;
    return due.length === 10 ? { kind: 'date', date: due } : { kind: 'floating', local: due };
  })
  .meta({
    description: 'A date (2026-11-21) or a time on the user’s clock (2026-11-21T15:00); an object to fix a zone.',
    examples: ['2026-11-21', '2026-11-21T15:00'],
  });

export const TagsInputSchema = z.array(TagSchema).max(MAX_TAGS_PER_TASK).meta({ description: 'Words, without #.' });

/** When a reminder rings, and where. */
export const ReminderInputSchema = z
  .union([
    z.strictObject({
      before_minutes: LeadMinutesSchema.meta({ description: 'So long before the task is due; 0 is at that time.' }),
      channels: ChannelsSchema.optional(),
    }),
    z.strictObject({
      at: LocalDateTimeSchema.meta({ description: 'On the user’s clock.' }),
      channels: ChannelsSchema.optional(),
    }),
  ])
  .meta({ description: 'Minutes before the due, or a time of its own.' });
export type ReminderInput = z.infer<typeof ReminderInputSchema>;

export const RemindersInputSchema = z.array(ReminderInputSchema).max(MAX_REMINDERS_PER_TASK);

export function whenOf(reminder: ReminderInput): ReminderWhen {
  return 'at' in reminder
    ? { kind: 'floating', local: reminder.at }
    : { kind: 'before', minutes: reminder.before_minutes };
}

const REPEATS_FROM = ['schedule', 'completion', 'clock'] as const;

/** How a task repeats. */
export const RepeatInputSchema = z.strictObject({
  rule: z
    .string()
    .min(1)
    .max(2000)
    .meta({ description: 'An RRULE (RFC 5545), daily or slower.', examples: ['FREQ=WEEKLY;BYDAY=MO,TH'] }),
  from: z.enum(REPEATS_FROM).default('schedule').meta({
    description:
      'schedule: done, it comes back on the next date of the rule (“every”). completion: the rule counts from the day it is done (“every!”). clock: it comes on each date, done or not.',
  }),
});
export type RepeatInput = z.infer<typeof RepeatInputSchema>;

export function triggerOf({ from }: Pick<RepeatInput, 'from'>): Trigger {
  if (from === 'clock') return { kind: 'on_schedule', missed: 'latest' };
  return { kind: 'on_completion', anchor: from === 'completion' ? 'completion' : 'due' };
}

export const ListIdInputSchema = ListIdSchema.meta({ description: 'The id of a list, as `overview` answers them.' });
export const PlanIdInputSchema = PlanIdSchema.meta({ description: 'The id of a plan, as a dry run answered it.' });

/** What every tool that changes something takes besides. */
export const dryRun = {
  dryRun: z
    .boolean()
    .default(false)
    .meta({ description: 'Only work it out: answers the exact changes and a plan, which `apply` carries out.' }),
};
