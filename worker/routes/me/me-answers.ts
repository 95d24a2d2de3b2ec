import { z } from 'zod';
import { CorrelationIdSchema, UserIdSchema } from '#core/ids.ts';
import { SettingsSchema } from '#core/settings/settings.ts';

export const MeSchema = z.strictObject({ userId: UserIdSchema, settings: SettingsSchema }).meta({ id: 'Me' });

export const MeWrittenSchema = MeSchema.extend({
  seq: z.int().positive().nullable().meta({ description: 'Its place in the log; null when nothing had to change.' }),
  correlationId: CorrelationIdSchema.meta({ description: 'What POST /undo takes to take it back.' }),
}).meta({ id: 'MeWritten' });
