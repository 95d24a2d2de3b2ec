import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { ReminderSchema } from '#core/reminder/reminder.ts';
import { PRIORITIES, type Task } from '#core/task/task.ts';
import { dueFromColumns, occurrenceFromColumns } from '../task-row.ts';

/** The columns a task is made of, without what is derived. */
export const TASK_COLUMNS = sql.raw(
  `id, list_id, parent_id, title, notes, status, priority, tags, reminders, series_id, series_slot, due_kind, due_wall, due_zone, order_key, version,
   created_at, updated_at, completed_at, deleted_at`,
);

const RecordSchema = z.object({
  id: z.string(),
  list_id: z.string(),
  parent_id: z.string().nullable(),
  title: z.string(),
  notes: z.string(),
  status: z.enum(['open', 'completed']),
  priority: z.int(),
  tags: z.string(),
  reminders: z.string(),
  series_id: z.string().nullable(),
  series_slot: z.string().nullable(),
  due_kind: z.enum(['date', 'floating', 'fixed']).nullable(),
  due_wall: z.string().nullable(),
  due_zone: z.string().nullable(),
  order_key: z.string(),
  version: z.int(),
  created_at: z.int(),
  updated_at: z.int(),
  completed_at: z.int().nullable(),
  deleted_at: z.int().nullable(),
});

/** The task in a record of a plain SQL query. */
export function taskFromRecord(record: Record<string, unknown>): Task {
  const row = RecordSchema.parse(record);
  return {
    id: row.id,
    listId: row.list_id,
    parentId: row.parent_id,
    title: row.title,
    notes: row.notes,
    status: row.status,
    priority: PRIORITIES[row.priority] ?? 'none',
    tags: z.array(z.string()).parse(JSON.parse(row.tags)),
    reminders: z.array(ReminderSchema).parse(JSON.parse(row.reminders)),
    series: occurrenceFromColumns(row.series_id, row.series_slot),
    due: dueFromColumns(row.due_kind, row.due_wall, row.due_zone),
    orderKey: row.order_key,
    version: row.version,
    createdAt: toInstant(row.created_at),
    updatedAt: toInstant(row.updated_at),
    completedAt: row.completed_at === null ? null : toInstant(row.completed_at),
    deletedAt: row.deleted_at === null ? null : toInstant(row.deleted_at),
  };
}
