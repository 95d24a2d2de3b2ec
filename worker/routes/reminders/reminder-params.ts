import { z } from 'zod';
import { ReminderIdSchema, TaskIdSchema } from '#core/ids.ts';

export const ReminderParamsSchema = z.strictObject({ taskId: TaskIdSchema, reminderId: ReminderIdSchema });
