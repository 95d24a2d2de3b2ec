import { z } from 'zod';
import { ChannelsSchema, LeadMinutesSchema } from '../reminder/reminder.ts';
import { LocalTimeSchema } from '../time/local.ts';
import { TimeZoneSchema } from '../time/zone.ts';
import { QuietHoursSchema } from './quiet-hours.ts';
import { LocaleSchema, PhraseChoicesSchema } from './settings.ts';

export const SettingsPatchSchema = z
  .strictObject({
    zone: TimeZoneSchema,
    locale: LocaleSchema,
    weekStart: z.int().min(1).max(7),
    morning: LocalTimeSchema,
    defaultLeadMinutes: LeadMinutesSchema.nullable(),
    reminderChannels: ChannelsSchema,
    quietHours: QuietHoursSchema.nullable(),
    isTitleInPush: z.boolean(),
    ...PhraseChoicesSchema.shape,
  })
  .partial();

export const UpdateSettingsSchema = z.strictObject({
  type: z.literal('settings.update'),
  patch: SettingsPatchSchema,
  ifVersion: z.int().positive().optional(),
});

export type UpdateSettings = z.infer<typeof UpdateSettingsSchema>;
