import { z } from 'zod';
import { ReminderIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { LocalDateTimeSchema } from '../time/local.ts';
import { TimeZoneSchema } from '../time/zone.ts';

/** The ways a reminder can reach its user. `in_app` is the toast and the bell of every open window. */
export const CHANNELS = ['in_app', 'push', 'email', 'webhook'] as const;
export const ChannelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof ChannelSchema>;

export const MAX_REMINDERS_PER_TASK = 20;
/** A year ahead is as early as anybody asks to be reminded of something with a date. */
const MAX_LEAD_MINUTES = 366 * 24 * 60;

/** How long before the due a reminder rings, in minutes; 0 rings at the due itself. */
export const LeadMinutesSchema = z.int().min(0).max(MAX_LEAD_MINUTES);

/**
 * When a reminder rings: so long before the due, whatever that becomes; or at a time of its own, floating or in a
 * fixed zone like a due. A due without a time counts from the user's morning.
 */
export const ReminderWhenSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('before'), minutes: LeadMinutesSchema }),
    z.strictObject({ kind: z.literal('floating'), local: LocalDateTimeSchema }),
    z.strictObject({ kind: z.literal('fixed'), local: LocalDateTimeSchema, zone: TimeZoneSchema }),
  ])
  .meta({ id: 'ReminderWhen' });

export type ReminderWhen = z.infer<typeof ReminderWhenSchema>;

/** A set, in the order of `CHANNELS`: equal sets are equal arrays. */
export const ChannelsSchema = z
  .array(ChannelSchema)
  .min(1)
  .max(CHANNELS.length)
  .transform((channels) => CHANNELS.filter((channel) => channels.includes(channel)));

/** A reminder of a task, part of the task's state. What rang, and when, is told by its firings. */
export const ReminderSchema = z
  .strictObject({
    id: ReminderIdSchema,
    when: ReminderWhenSchema,
    channels: z.array(ChannelSchema),
    /** Rings then instead of at its own time: snoozed, or set when its own time had passed and the task was ahead. */
    ringAt: InstantSchema.nullable(),
  })
  .meta({ id: 'Reminder' });

export type Reminder = z.infer<typeof ReminderSchema>;

/** Reminders are a set: in the order of their ids, so that equal sets are equal arrays. */
export function reminderSet(reminders: readonly Reminder[]): Reminder[] {
  return reminders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
