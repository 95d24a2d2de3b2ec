import { z } from 'zod';
import { ListIdSchema, SeriesIdSchema, TaskIdSchema } from '../ids.ts';
import { InstantSchema } from '../instant.ts';
import { ReminderSchema } from '../reminder/reminder.ts';
import { TagSchema } from '../tag/tag.ts';
import { textSchema } from '../text/text-schema.ts';
import { SlotSchema } from '../time/slot.ts';
import { DueSchema } from './due.ts';

export const MAX_TITLE_CHARACTERS = 500;
export const MAX_NOTES_BYTES = 64 * 1024;
/** Keeps every command on a parent, which takes its subtasks along, below 1,000 aggregates. */
export const MAX_SUBTASKS = 500;

export const TitleSchema = textSchema({ minCharacters: 1, maxCharacters: MAX_TITLE_CHARACTERS });
export const NotesSchema = textSchema({ maxBytes: MAX_NOTES_BYTES, isMultiline: true });

export const PRIORITIES = ['none', 'low', 'medium', 'high', 'urgent'] as const;
export const PrioritySchema = z.enum(PRIORITIES);
export type Priority = z.infer<typeof PrioritySchema>;

export const TASK_STATUSES = ['open', 'completed'] as const;

/**
 * A task as it stands after an event. `completedAt` is set exactly while the status is `completed`; `deletedAt`
 * exactly while the task lies in the trash, whatever its status.
 */
export const TaskSchema = z
  .strictObject({
    id: TaskIdSchema,
    listId: ListIdSchema,
    parentId: TaskIdSchema.nullable(),
    title: TitleSchema,
    notes: NotesSchema,
    status: z.enum(TASK_STATUSES),
    priority: PrioritySchema,
    tags: z.array(TagSchema),
    due: DueSchema.nullable(),
    reminders: z.array(ReminderSchema),
    /** The series this is an occurrence of, and which slot of it; a stopped one too, as its history. */
    series: z.strictObject({ id: SeriesIdSchema, slot: SlotSchema }).nullable(),
    /** Fractional key: tasks of a list, or subtasks of a task, in manual order sort by it, then by id. */
    orderKey: z.string(),
    /** Counts the events of this task from 1; the strong ETag. */
    version: z.int().positive(),
    createdAt: InstantSchema,
    updatedAt: InstantSchema,
    completedAt: InstantSchema.nullable(),
    deletedAt: InstantSchema.nullable(),
  })
  .meta({ id: 'Task' });

export type Task = z.infer<typeof TaskSchema>;
