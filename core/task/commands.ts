import { z } from 'zod';
import { ListIdSchema, TaskIdSchema } from '../ids.ts';
import { NewReminderSchema } from '../reminder/commands.ts';
import { MAX_REMINDERS_PER_TASK } from '../reminder/reminder.ts';
import { RecurrenceSchema } from '../series/commands.ts';
import { MAX_TAGS_PER_TASK, TagSchema } from '../tag/tag.ts';
import { DueSchema } from './due.ts';
import { NotesSchema, PrioritySchema, TitleSchema } from './task.ts';

const TagsSchema = z.array(TagSchema).max(MAX_TAGS_PER_TASK);

/**
 * The version the client believes the task has. Another one refuses the command (412) instead of merging.
 * Over HTTP it is the `If-Match` header.
 */
const IfVersionSchema = z.int().positive();

/** What a client may say of a new task. Whatever is left out has the default named here. */
export const NewTaskSchema = z.strictObject({
  taskId: TaskIdSchema.optional().meta({ description: 'Chosen by the client; made by the server when absent.' }),
  title: TitleSchema,
  notes: NotesSchema.default(''),
  listId: ListIdSchema.optional().meta({
    description: 'Inbox when absent; a subtask is always in the list of its parent.',
  }),
  parentId: TaskIdSchema.nullable().default(null),
  priority: PrioritySchema.default('none'),
  tags: TagsSchema.default([]),
  due: DueSchema.nullable().default(null),
  recurrence: RecurrenceSchema.optional().meta({ description: 'Makes the task repeat. It needs a due then.' }),
  reminders: z.array(NewReminderSchema).max(MAX_REMINDERS_PER_TASK).optional().meta({
    description: 'When absent, a due with a time gets the reminder of your settings; an empty list makes none.',
  }),
});

/** Merge semantics (RFC 7396): a field that is absent stays, null clears. */
export const TaskPatchSchema = z
  .strictObject({
    title: TitleSchema,
    notes: NotesSchema,
    priority: PrioritySchema,
    tags: TagsSchema,
    due: DueSchema.nullable(),
  })
  .partial();

/**
 * Where to put a task. List and parent stay when absent; `parentId: null` makes a subtask a task of its own.
 * `after` and `before` name a neighbour (null: the very start, the very end); with neither it goes to the end.
 */
export const TaskPlaceSchema = z.strictObject({
  listId: ListIdSchema.optional(),
  parentId: TaskIdSchema.nullable().optional(),
  after: TaskIdSchema.nullable().optional(),
  before: TaskIdSchema.nullable().optional(),
});

const onTask = { taskId: TaskIdSchema, ifVersion: IfVersionSchema.optional() };

export const CreateTaskSchema = NewTaskSchema.extend({ type: z.literal('task.create') });
export const UpdateTaskSchema = z.strictObject({
  type: z.literal('task.update'),
  ...onTask,
  patch: TaskPatchSchema,
  scope: z.enum(['this', 'following']).default('following'),
});
/** Adds and removes single tags, so that two devices that add different ones keep both. */
export const TagTaskSchema = z.strictObject({
  type: z.literal('task.tag'),
  ...onTask,
  add: TagsSchema.default([]),
  remove: z.array(TagSchema).max(100).default([]),
});
export const MoveTaskSchema = TaskPlaceSchema.extend({ type: z.literal('task.move'), ...onTask });
/** Completes the task and its open subtasks. */
export const CompleteTaskSchema = z.strictObject({ type: z.literal('task.complete'), ...onTask });
/** Opens the task again, and its parent when that is completed. */
export const ReopenTaskSchema = z.strictObject({ type: z.literal('task.reopen'), ...onTask });
/** Puts the task and its subtasks in the trash. */
export const DeleteTaskSchema = z.strictObject({ type: z.literal('task.delete'), ...onTask });
/** Takes the task out of the trash, with the subtasks that went there together with it. */
export const RestoreTaskSchema = z.strictObject({ type: z.literal('task.restore'), ...onTask });

export type CreateTask = z.infer<typeof CreateTaskSchema>;
export type UpdateTask = z.infer<typeof UpdateTaskSchema>;
export type TagTask = z.infer<typeof TagTaskSchema>;
export type MoveTask = z.infer<typeof MoveTaskSchema>;
export type CompleteTask = z.infer<typeof CompleteTaskSchema>;
export type ReopenTask = z.infer<typeof ReopenTaskSchema>;
export type DeleteTask = z.infer<typeof DeleteTaskSchema>;
export type RestoreTask = z.infer<typeof RestoreTaskSchema>;
