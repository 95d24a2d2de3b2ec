import { z } from 'zod';
import * as list from '../list/commands.ts';
import * as reminder from '../reminder/commands.ts';
import type { RingReminder } from '../reminder/system-commands.ts';
import * as series from '../series/commands.ts';
import type { OccurOnSchedule } from '../series/system-commands.ts';
import { UpdateSettingsSchema } from '../settings/commands.ts';
import * as tag from '../tag/commands.ts';
import * as task from '../task/commands.ts';
import { UndoSchema } from '../undo/commands.ts';
import * as view from '../view/commands.ts';

/** Everything that can be asked to happen. One union for REST, `POST /commands`, chat and tools alike. */
export const CommandSchema = z.discriminatedUnion('type', [
  task.CreateTaskSchema,
  task.UpdateTaskSchema,
  task.TagTaskSchema,
  task.MoveTaskSchema,
  task.CompleteTaskSchema,
  task.ReopenTaskSchema,
  task.DeleteTaskSchema,
  task.RestoreTaskSchema,
  tag.CreateTagSchema,
  tag.RenameTagSchema,
  tag.DeleteTagSchema,
  list.CreateListSchema,
  list.RenameListSchema,
  list.MoveListSchema,
  list.ArchiveListSchema,
  list.UnarchiveListSchema,
  list.DeleteListSchema,
  view.CreateViewSchema,
  view.UpdateViewSchema,
  view.MoveViewSchema,
  view.DeleteViewSchema,
  reminder.AddReminderSchema,
  reminder.ChangeReminderSchema,
  reminder.CancelReminderSchema,
  reminder.SnoozeReminderSchema,
  reminder.AcknowledgeFiringsSchema,
  reminder.ReadFiringsSchema,
  series.StartSeriesSchema,
  series.UpdateSeriesSchema,
  series.PauseSeriesSchema,
  series.ResumeSeriesSchema,
  series.StopSeriesSchema,
  series.SkipOccurrenceSchema,
  series.MakeOccurrenceSchema,
  UpdateSettingsSchema,
  UndoSchema,
]);

/** What a person or their agent asks for. */
export type UserCommand = z.infer<typeof CommandSchema>;
/** What only the schedule asks for; no schema, because it never comes from outside. */
export type SystemCommand = RingReminder | OccurOnSchedule;
export type Command = UserCommand | SystemCommand;
/** What a client writes: fields with a default may be left out. */
export type CommandInput = z.input<typeof CommandSchema>;
export type CommandType = Command['type'];
