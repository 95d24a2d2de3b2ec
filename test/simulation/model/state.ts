import { z } from 'zod';

/** What the model knows of an account: what commands said, in words of its own. Times are ms since the epoch. */

const DueSchema = z.union([
  z.object({ kind: z.literal('date'), date: z.string() }),
  z.object({ kind: z.literal('floating'), local: z.string() }),
  z.object({ kind: z.literal('fixed'), local: z.string(), zone: z.string() }),
]);
export type Due = z.infer<typeof DueSchema>;

const WhenSchema = z.union([
  z.object({ kind: z.literal('before'), minutes: z.number() }),
  z.object({ kind: z.literal('floating'), local: z.string() }),
  z.object({ kind: z.literal('fixed'), local: z.string(), zone: z.string() }),
]);
export type When = z.infer<typeof WhenSchema>;

export const ReminderStateSchema = z.object({
  id: z.string(),
  when: WhenSchema,
  channels: z.array(z.string()),
  ringAt: z.string().nullable(),
});
export type ReminderState = z.infer<typeof ReminderStateSchema>;

export const TaskStateSchema = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  title: z.string(),
  status: z.string(),
  due: DueSchema.nullable(),
  reminders: z.array(ReminderStateSchema),
  completedAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
  series: z.object({ id: z.string(), slot: z.string() }).nullable(),
});
export type TaskState = z.infer<typeof TaskStateSchema>;

export const SettingsStateSchema = z.object({
  zone: z.string(),
  morning: z.string(),
  defaultLeadMinutes: z.number().nullable(),
  reminderChannels: z.array(z.string()),
  quietHours: z.object({ from: z.string(), to: z.string() }).nullable(),
});
export type SettingsState = z.infer<typeof SettingsStateSchema>;

export const SeriesStateSchema = z.object({
  id: z.string(),
  status: z.string(),
  rule: z.string(),
  start: z.string(),
  zone: z.string().nullable(),
  trigger: z.object({ kind: z.string(), anchor: z.string().optional(), missed: z.string().optional() }),
  current: z.object({ taskId: z.string(), slot: z.string() }),
  made: z.number(),
  next: z.string().nullable(),
  exceptions: z.array(z.string()),
  aside: z.object({ title: z.string().optional() }).nullable(),
});
export interface SeriesState extends z.infer<typeof SeriesStateSchema> {
  /** Since when it stands so. */
  sinceMs: number;
}

/** A ringing that has to come. */
export interface Pending {
  taskId: string;
  reminderId: string;
  /** The moment of the plan. */
  atMs: number;
  /** When it was planned so; it cannot ring before it is known. */
  sinceMs: number;
}

/** What one command did to one thing. */
export interface Change<State> {
  before: State | null;
  after: State;
}

/** What one command did. */
export interface Past {
  tasks: Map<string, Change<TaskState>>;
  settings: Change<SettingsState> | null;
  /** The series it changed. */
  series: readonly string[];
}

export interface Account {
  id: string;
  settings: SettingsState;
  settingsChangedAtMs: number;
  tasks: Map<string, TaskState>;
  /** By task and reminder (`pendingKey`). */
  pending: Map<string, Pending>;
  /** What was planned and is not any more, by task, reminder and moment: since when. */
  dropped: Map<string, number>;
  /** What rang, by reminder and moment. */
  rang: Set<string>;
  series: Map<string, SeriesState>;
  /** Tasks whose slot is what people made of it: out of the trash. */
  cameBack: Set<string>;
  /** What happened under a correlation id. */
  history: Map<string, Past>;
}

export function pendingKey(taskId: string, reminderId: string): string {
  return `${taskId} ${reminderId}`;
}
