import { z } from 'zod';
import * as list from '../list/commands.ts';
import { UpdateSettingsSchema } from '../settings/commands.ts';
import * as tag from '../tag/commands.ts';
import * as task from '../task/commands.ts';
import { UndoSchema } from '../undo/commands.ts';

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
  UpdateSettingsSchema,
  UndoSchema,
]);

export type Command = z.infer<typeof CommandSchema>;
/** What a client writes: fields with a default may be left out. */
export type CommandInput = z.input<typeof CommandSchema>;
export type CommandType = Command['type'];
