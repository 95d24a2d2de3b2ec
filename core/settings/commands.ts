import { z } from 'zod';
import { TimeZoneSchema } from '../time/zone.ts';
import { LocaleSchema } from './settings.ts';

export const SettingsPatchSchema = z
  .strictObject({ zone: TimeZoneSchema, locale: LocaleSchema, weekStart: z.int().min(1).max(7) })
  .partial();

export const UpdateSettingsSchema = z.strictObject({
  type: z.literal('settings.update'),
  patch: SettingsPatchSchema,
  ifVersion: z.int().positive().optional(),
});

export type UpdateSettings = z.infer<typeof UpdateSettingsSchema>;
