import { and, eq, sql } from 'drizzle-orm';
import { eventFromRow } from '#application/db/event-row.ts';
import { listFromRow } from '#application/db/list-row.ts';
import { events, lists, settings, tags, tasks, taskTags, views } from '#application/db/schema.ts';
import { settingsFromRow } from '#application/db/settings-row.ts';
import { TASK_FIELDS, taskFromRow } from '#application/db/task-row.ts';
import type { List } from '#core/list/list.ts';
import { isListEvent, isSettingsEvent, isTaskEvent, isViewEvent, type LoggedEvent } from '#core/log/event.ts';
import type { Settings } from '#core/settings/settings.ts';
import { dueEpochMs } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import type { SavedView } from '#core/view/view.ts';
import type { TestUser } from './users.ts';

/** Everything that D1 holds of a user's data: the log, and the projections as they are derived from it. */
export interface Stored {
  log: LoggedEvent[];
  tasks: Map<string, Task>;
  lists: Map<string, List>;
  views: Map<string, SavedView>;
  settings: Settings | null;
  /** Open tasks outside the trash, by list. */
  openCounts: Record<string, number>;
  /** [carriers, open carriers] by tag. */
  tagCounts: Record<string, [number, number]>;
  /** `tag task`, sorted. */
  taggings: string[];
  dueAt: Record<string, number | null>;
}

export async function readStored({ db, id }: TestUser): Promise<Stored> {
  const [eventRows, taskRows, listRows, viewRows, settingsRows, tagRows, taggingRows] = await db.batch([
    db.select().from(events).where(eq(events.userId, id)).orderBy(events.seq),
    db
      .select({ ...TASK_FIELDS, dueAt: tasks.dueAt })
      .from(tasks)
      .where(eq(tasks.userId, id)),
    db.select().from(lists).where(eq(lists.userId, id)),
    db.select().from(views).where(eq(views.userId, id)),
    db.select().from(settings).where(eq(settings.userId, id)),
    db.select().from(tags).where(eq(tags.userId, id)),
    db.select().from(taskTags).where(eq(taskTags.userId, id)),
  ]);
  return {
    log: eventRows.map(eventFromRow),
    tasks: new Map(taskRows.map(({ dueAt: _at, ...row }) => [row.id, taskFromRow(row)])),
    lists: new Map(listRows.map((row) => [row.id, listFromRow(row)])),
    views: new Map(viewRows.map(({ userId: _user, ...view }) => [view.id, view])),
    settings: settingsRows[0] ? settingsFromRow(settingsRows[0]) : null,
    openCounts: Object.fromEntries(listRows.map((row) => [row.id, row.openCount])),
    tagCounts: Object.fromEntries(tagRows.map(({ tag, total, openCount }) => [tag, [total, openCount]])),
    taggings: taggingRows.map(({ tag, taskId }) => `${tag} ${taskId}`).sort(),
    dueAt: Object.fromEntries(taskRows.map((row) => [row.id, row.dueAt])),
  };
}

/**
 * The same, computed anew from nothing but a log. `due_at` only where it must be right at once: open tasks outside the
 * trash, and floating ones only as long as no change of zone waits for its re-derivation.
 */
export function recompute(log: readonly LoggedEvent[]): Omit<Stored, 'log' | 'dueAt'> {
  const states = {
    tasks: new Map<string, Task>(),
    lists: new Map<string, List>(),
    views: new Map<string, SavedView>(),
  };
  let latest: Settings | null = null;
  for (const event of log) {
    if (isTaskEvent(event)) states.tasks.set(event.aggregateId, event.data.after);
    if (isViewEvent(event)) states.views.set(event.aggregateId, event.data.after);
    if (isListEvent(event)) states.lists.set(event.aggregateId, event.data.after);
    if (isSettingsEvent(event)) latest = event.data.after;
  }
  const openCounts = Object.fromEntries([...states.lists.keys()].map((id) => [id, 0]));
  const tagCounts: Record<string, [number, number]> = {};
  const taggings: string[] = [];
  for (const task of states.tasks.values()) {
    const isOpen = task.status === 'open' && task.deletedAt === null;
    if (isOpen) openCounts[task.listId] = (openCounts[task.listId] ?? 0) + 1;
    for (const tag of task.tags) {
      const [total, open] = tagCounts[tag] ?? [0, 0];
      tagCounts[tag] = [total + 1, open + Number(isOpen)];
      taggings.push(`${tag} ${task.id}`);
    }
  }
  return { ...states, settings: latest, openCounts, tagCounts, taggings: taggings.sort() };
}

/** Where each task's due must stand in a zone. */
export function duesIn(zone: string, states: ReadonlyMap<string, Task>): Record<string, number | null> {
  return Object.fromEntries([...states].map(([id, { due }]) => [id, due === null ? null : dueEpochMs(due, zone)]));
}

/** Gaps and doubles in the versions of a user's aggregates, as sentences; empty when each counts 1, 2, 3 … */
export function versionGaps(log: readonly LoggedEvent[]): string[] {
  const versions = new Map<string, number>();
  return log.flatMap(({ aggregateId, version }) => {
    const expected = (versions.get(aggregateId) ?? 0) + 1;
    versions.set(aggregateId, version);
    return version === expected ? [] : [`${aggregateId} goes to ${version}, not ${expected}`];
  });
}

export async function countRows(
  { db, id }: TestUser,
  table: 'events' | 'tasks' | 'request_keys' | 'timers',
): Promise<number> {
  const [row] = await db.all<{ count: number }>(
    sql`SELECT count(*) AS count FROM ${sql.raw(table)} WHERE user_id = ${id}`,
  );
  return row?.count ?? 0;
}

/** The stored due column of one task, with the version of the settings it was derived with. */
export async function readDue(
  { db, id }: TestUser,
  taskId: string,
): Promise<{ dueAt: number | null; zoneVersion: number | null }> {
  const ours = and(eq(tasks.userId, id), eq(tasks.id, taskId));
  const [row] = await db.select({ dueAt: tasks.dueAt, zoneVersion: tasks.zoneVersion }).from(tasks).where(ours);
  if (!row) throw new Error(`no task ${taskId}`);
  return row;
}
