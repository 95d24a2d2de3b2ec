import { getTableColumns } from 'drizzle-orm';
import { invariant } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import type { Settings } from '#core/settings/settings.ts';
import { type Due, dueEpochMs, followsUserZone } from '#core/task/due.ts';
import { PRIORITIES, type Task } from '#core/task/task.ts';
import { searchText } from '#core/text/search-text.ts';
import { tasks } from './schema.ts';

const { userId: _user, dueAt: _at, zoneVersion: _zone, searchText: _text, ...columns } = getTableColumns(tasks);

/** What to select of a task: not what is derived, above all not the folded text, which is as long as the notes. */
export const TASK_FIELDS = columns;

type TaskRow = Pick<typeof tasks.$inferSelect, keyof typeof TASK_FIELDS>;

/** The task in the fields that were selected. */
export function taskFromRow({ dueKind, dueWall, dueZone, seriesId, seriesSlot, ...rest }: TaskRow): Task {
  return {
    ...rest,
    due: dueFromColumns(dueKind, dueWall, dueZone),
    series: occurrenceFromColumns(seriesId, seriesSlot),
  };
}

export function dueFromColumns(kind: Due['kind'] | null, wall: string | null, zone: string | null): Due | null {
  if (kind === null || wall === null) return null;
  if (kind === 'date') return { kind, date: wall };
  if (kind === 'floating') return { kind, local: wall };
  invariant(zone !== null, 'a fixed due has a zone');
  return { kind, local: wall, zone };
}

/** Which occurrence of which series a task is; null when it does not repeat. */
export function occurrenceFromColumns(id: string | null, slot: string | null): Task['series'] {
  return id === null || slot === null ? null : { id, slot };
}

/** The columns of a task as D1 stores them, keyed by column name: what the set-based writes read with `json_each`. */
export interface TaskColumns {
  id: string;
  list_id: string;
  parent_id: string | null;
  title: string;
  notes: string;
  status: string;
  priority: number;
  tags: string;
  reminders: string;
  series_id: string | null;
  series_slot: string | null;
  due_kind: string | null;
  due_wall: string | null;
  due_zone: string | null;
  due_at: number | null;
  zone_version: number | null;
  order_key: string;
  search_text: string;
  version: number;
  created_at: number;
  updated_at: number;
  completed_at: number | null;
  deleted_at: number | null;
}

/** @param settings the user's; may be absent where no due depends on their zone */
export function taskColumns(task: Task, settings: Settings | null): TaskColumns {
  return {
    id: task.id,
    list_id: task.listId,
    parent_id: task.parentId,
    title: task.title,
    notes: task.notes,
    status: task.status,
    priority: PRIORITIES.indexOf(task.priority),
    tags: JSON.stringify(task.tags),
    reminders: JSON.stringify(task.reminders),
    series_id: task.series?.id ?? null,
    series_slot: task.series?.slot ?? null,
    ...dueColumns(task.due, settings),
    order_key: task.orderKey,
    search_text: searchText(task.title, task.notes),
    version: task.version,
    created_at: toEpochMs(task.createdAt),
    updated_at: toEpochMs(task.updatedAt),
    completed_at: task.completedAt === null ? null : toEpochMs(task.completedAt),
    deleted_at: task.deletedAt === null ? null : toEpochMs(task.deletedAt),
  };
}

type DueColumns = Pick<TaskColumns, 'due_kind' | 'due_wall' | 'due_zone' | 'due_at' | 'zone_version'>;

function dueColumns(due: Due | null, settings: Settings | null): DueColumns {
  if (due === null) return { due_kind: null, due_wall: null, due_zone: null, due_at: null, zone_version: null };
  const zone = due.kind === 'fixed' ? due.zone : settings?.zone;
  invariant(zone !== undefined, 'settings are loaded wherever a due depends on their zone');
  return {
    due_kind: due.kind,
    due_wall: due.kind === 'date' ? due.date : due.local,
    due_zone: due.kind === 'fixed' ? due.zone : null,
    due_at: dueEpochMs(due, zone),
    zone_version: followsUserZone(due) ? (settings?.version ?? null) : null,
  };
}
