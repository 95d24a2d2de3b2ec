import { z } from 'zod';
import { SeriesStateSchema, SettingsStateSchema, TaskStateSchema } from './state.ts';

/** A row of the log, as far as the model reads it. */
const RowSchema = z.object({
  seq: z.number(),
  user_id: z.string(),
  aggregate_id: z.string(),
  version: z.number(),
  type: z.string(),
  actor: z.string().transform((text) => z.object({ kind: z.string() }).parse(JSON.parse(text))),
  correlation_id: z.string(),
  data: z.string(),
  occurred_at: z.number(),
});
export type Logged = z.infer<typeof RowSchema>;

const TaskDataSchema = z.object({ after: TaskStateSchema });
const SeriesDataSchema = z.object({ after: SeriesStateSchema });
const SettingsDataSchema = z.object({ after: SettingsStateSchema });
const FiringDataSchema = z.object({
  after: z.object({
    id: z.string(),
    reminderId: z.string(),
    taskId: z.string(),
    title: z.string(),
    channels: z.array(z.string()),
    plannedAt: z.string(),
    scheduledAt: z.string(),
    firedAt: z.string(),
    acknowledgedAt: z.string().nullable(),
  }),
});
export type FiringState = z.infer<typeof FiringDataSchema>['after'];

export function readLogged(row: unknown): Logged {
  return RowSchema.parse(row);
}

export function taskAfter({ data }: Logged) {
  return TaskDataSchema.parse(JSON.parse(data)).after;
}

export function settingsAfter({ data }: Logged) {
  return SettingsDataSchema.parse(JSON.parse(data)).after;
}

export function seriesAfter({ data }: Logged) {
  return { ...SeriesDataSchema.parse(JSON.parse(data)).after, sinceMs: 0 };
}

export function firingAfter({ data }: Logged): FiringState {
  return FiringDataSchema.parse(JSON.parse(data)).after;
}

const TASK_TYPES = /^task\.|^reminder\.(?:scheduled|moved|cancelled|snoozed)$/;

/** What a row is about. */
export function aboutOf({ type }: Logged): 'task' | 'series' | 'settings' | 'firing' | 'other' {
  if (TASK_TYPES.test(type)) return 'task';
  if (type.startsWith('recurrence.')) return 'series';
  if (type.startsWith('settings.')) return 'settings';
  return type.startsWith('reminder.') ? 'firing' : 'other';
}
