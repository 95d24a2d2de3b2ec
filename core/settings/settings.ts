import { z } from 'zod';
import { SETTINGS_ID } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { DATE_ORDERS } from '../language/frame.ts';
import { ChannelSchema, LeadMinutesSchema } from '../reminder/reminder.ts';
import { TagSchema } from '../tag/tag.ts';
import { LocalTimeSchema } from '../time/local.ts';
import { TimeZoneSchema } from '../time/zone.ts';
import { QuietHoursSchema } from './quiet-hours.ts';

/** A BCP 47 tag that Intl accepts. */
export const LocaleSchema = z
  .string()
  .max(35)
  .refine(isLocale, 'must be a language tag such as en or de-CH')
  .meta({ examples: ['en', 'de-CH'] });

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** From noon on: an evening before it would be at odds with “8 in the evening”. */
export const LaterTimeSchema = LocalTimeSchema.refine((time) => time >= '12:00', 'must be 12:00 or later');

/**
 * When the parts of the day begin that a phrase may name besides the morning, and which number of a date comes first; null
 * is as everybody has it. Midnight is the same for all.
 */
export const PhraseChoicesSchema = z.strictObject({
  noon: LaterTimeSchema.nullable(),
  afternoon: LaterTimeSchema.nullable(),
  endOfDay: LaterTimeSchema.nullable(),
  evening: LaterTimeSchema.nullable(),
  night: LaterTimeSchema.nullable(),
  dateOrder: z.enum(DATE_ORDERS).nullable(),
});

export const MAX_KEPT_TAGS = 500;

/** What a user has chosen. The zone decides when floating and date-only dues fall. */
export const SettingsSchema = z
  .strictObject({
    id: z.literal(SETTINGS_ID),
    zone: TimeZoneSchema,
    locale: LocaleSchema,
    /** First day of the week, ISO 8601: 1 is Monday, 7 Sunday. */
    weekStart: z.int().min(1).max(7),
    /** Tags that exist although no task carries them (made by hand, ahead of use). Sorted. */
    keptTags: z.array(TagSchema),
    /** When the day begins: what a due without a time counts from, and where “tomorrow morning” is. */
    morning: LocalTimeSchema,
    /** How long before a due with a time a reminder is made by itself, in minutes; null makes none. */
    defaultLeadMinutes: LeadMinutesSchema.nullable(),
    /** Where reminders go that name no channel. */
    reminderChannels: z.array(ChannelSchema),
    /** Nothing rings in these hours, every day; what would rings at their end. */
    quietHours: QuietHoursSchema.nullable(),
    /** Whether a notification on a locked screen may show what the task is called. */
    isTitleInPush: z.boolean(),
    ...PhraseChoicesSchema.shape,
    version: z.int().positive(),
    updatedAt: InstantSchema,
  })
  .meta({ id: 'Settings' });

export type Settings = z.infer<typeof SettingsSchema>;
export type PhraseChoices = z.infer<typeof PhraseChoicesSchema>;
