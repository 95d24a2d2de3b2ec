import { and, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import type { PlaceReference, References } from '#core/command/references.ts';
import { EMPTY_WORLD, type World } from '#core/command/world.ts';
import type { LoggedEvent } from '#core/log/event.ts';
import type { Task } from '#core/task/task.ts';
import type { Database } from './database.ts';
import { eventFromRow } from './event-row.ts';
import { inJson } from './json-rows.ts';
import { events, lists, settings, tags, tasks } from './schema.ts';
import { settingsFromRow } from './settings-row.ts';
import { listFromRow } from './list-row.ts';
import { taskFromRow } from './task-row.ts';

/** At most this many tasks of a tag are loaded; the rest is for further commands. */
const MAX_TAGGED = 1000;

/**
 * Loads the part of a user's data that commands look at: one D1 batch, so that it is one moment. Every statement is
 * scoped by the user, so another user's id finds nothing.
 */
export async function loadWorld(db: Database, userId: string, refs: References): Promise<World> {
  const histories = await loadHistories(db, userId, refs);
  const wanted = withHistories(refs, histories);
  const queries = {
    tasks: wanted.tasks.size + wanted.families.size + wanted.homes.size + wanted.tags.size > 0 ? selectTasks(db, userId, wanted) : null,
    lists: wanted.wantsAllLists || wanted.lists.size + wanted.homes.size > 0 ? selectLists(db, userId, wanted) : null,
    settings: wanted.wantsSettings ? db.select().from(settings).where(eq(settings.userId, userId)) : null,
    counts: wanted.listsToEmpty.size > 0 ? selectLiveCounts(db, userId, wanted) : null,
    tags: wanted.tags.size > 0 ? selectTagTotals(db, userId, wanted) : null,
  };
  const siblings = wanted.places.map((place) => selectSibling(db, userId, place));
  const present = [...Object.values(queries).filter((query) => query !== null), ...siblings];
  const [first, ...rest] = present;
  if (!first) return { ...EMPTY_WORLD, histories };
  const results = await db.batch([first, ...rest]);
  let index = 0;
  const take = <Rows>(query: Promise<Rows> | null): Rows | null => {
    if (query === null) return null;
    const rows = results[index] as Rows;
    index += 1;
    return rows;
  };
  const taskRows = take(queries.tasks) ?? [];
  const listRows = take(queries.lists) ?? [];
  const settingsRow = (take(queries.settings) ?? [])[0];
  const countRows = take(queries.counts) ?? [];
  const tagRows = take(queries.tags) ?? [];
  const siblingKeys = wanted.places.map((place, at) => [place.taskId, take(siblings[at] ?? null)?.[0]?.orderKey ?? null] as const);
  const countOf = new Map(countRows.map(({ listId, count }) => [listId, count]));
  const totalOf = new Map(tagRows.map(({ tag, total }) => [tag, total]));
  return {
    tasks: new Map(taskRows.map((row) => [row.id, taskFromRow(row)])),
    lists: new Map(listRows.map((row) => [row.id, listFromRow(row)])),
    settings: settingsRow ? settingsFromRow(settingsRow) : null,
    liveTaskCounts: new Map([...wanted.listsToEmpty].map((id) => [id, countOf.get(id) ?? 0])),
    tagTotals: new Map([...wanted.tags].map((tag) => [tag, totalOf.get(tag) ?? 0])),
    siblingKeys: new Map(siblingKeys),
    histories,
  };
}

async function loadHistories(db: Database, userId: string, refs: References): Promise<Map<string, LoggedEvent[]>> {
  const histories = new Map<string, LoggedEvent[]>();
  if (refs.correlations.size === 0) return histories;
  const ours = and(eq(events.userId, userId), sql`${events.correlationId} IN ${inJson(refs.correlations)}`);
  const rows = await db.select().from(events).where(ours).orderBy(events.seq);
  for (const row of rows) histories.set(row.correlationId, [...(histories.get(row.correlationId) ?? []), eventFromRow(row)]);
  return histories;
}

/** Undoing looks at everything that happened, and at the places where things were before. */
function withHistories(refs: References, histories: Map<string, LoggedEvent[]>): References {
  const wanted: References = {
    ...refs,
    tasks: new Set(refs.tasks),
    families: new Set(refs.families),
    homes: new Set(refs.homes),
    lists: new Set(refs.lists),
    listsToEmpty: new Set(refs.listsToEmpty),
  };
  for (const event of [...histories.values()].flat()) {
    if (!('after' in event.data)) continue;
    if (event.type.startsWith('task.')) {
      wanted.families.add(event.aggregateId);
      wanted.homes.add(event.aggregateId);
      addOldPlace(wanted, event.data.before);
    } else if (event.type.startsWith('list.')) {
      wanted.lists.add(event.aggregateId);
      if (event.type === 'list.created') wanted.listsToEmpty.add(event.aggregateId);
    }
  }
  return wanted;
}

function addOldPlace(wanted: References, before: Partial<Task> | object | null): void {
  if (before === null) return;
  if ('listId' in before && typeof before.listId === 'string') wanted.lists.add(before.listId);
  if ('parentId' in before && typeof before.parentId === 'string') wanted.tasks.add(before.parentId);
}

// A union of ids, not a chain of OR, and UNION ALL, which wants no order: only so does SQLite look each id up instead of
// walking through all tasks of the user.
function selectTasks(db: Database, userId: string, refs: References) {
  const direct = inJson([...refs.tasks, ...refs.families, ...refs.homes]);
  const ids: SQL[] = [sql`SELECT value FROM ${direct}`, sql`SELECT parent_id FROM tasks WHERE user_id = ${userId} AND id IN ${direct}`];
  if (refs.families.size > 0) {
    ids.push(sql`SELECT id FROM tasks WHERE user_id = ${userId} AND parent_id IN ${inJson(refs.families)}`);
  }
  if (refs.tags.size > 0) {
    ids.push(sql`SELECT task_id FROM (SELECT task_id FROM task_tags WHERE user_id = ${userId} AND tag IN ${inJson(refs.tags)}
      ORDER BY task_id LIMIT ${MAX_TAGGED})`);
  }
  return db
    .select()
    .from(tasks)
    .where(and(eq(tasks.userId, userId), sql`${tasks.id} IN (${sql.join(ids, sql` UNION ALL `)})`));
}

function selectLists(db: Database, userId: string, refs: References) {
  const ours = eq(lists.userId, userId);
  if (refs.wantsAllLists) return db.select().from(lists).where(ours);
  const homes = sql`SELECT list_id FROM tasks WHERE user_id = ${userId} AND id IN ${inJson(refs.homes)}`;
  return db
    .select()
    .from(lists)
    .where(and(ours, sql`(${lists.id} IN ${inJson(refs.lists)} OR ${lists.id} IN (${homes}))`));
}

function selectLiveCounts(db: Database, userId: string, refs: References) {
  return db
    .select({ listId: tasks.listId, count: sql<number>`count(*)` })
    .from(tasks)
    .where(and(eq(tasks.userId, userId), sql`${tasks.listId} IN ${inJson(refs.listsToEmpty)}`, sql`${tasks.deletedAt} IS NULL`))
    .groupBy(tasks.listId);
}

function selectTagTotals(db: Database, userId: string, refs: References) {
  return db
    .select({ tag: tags.tag, total: tags.total })
    .from(tags)
    .where(and(eq(tags.userId, userId), sql`${tags.tag} IN ${inJson(refs.tags)}`));
}

/** The nearest sibling beyond the neighbour that a task is to stand next to. */
function selectSibling(db: Database, userId: string, place: PlaceReference) {
  const { side, taskId: neighbourId } = place.neighbour;
  const anchor = neighbourId ?? place.taskId;
  const of = (column: string) => sql`(SELECT ${sql.raw(column)} FROM tasks WHERE user_id = ${userId} AND id = ${anchor})`;
  // With a neighbour named, its list and parent are the place; at the start of a list they come from the command.
  const listId = neighbourId === null && place.listId !== null ? sql`${place.listId}` : of('list_id');
  const parentId = neighbourId === null && place.parentId !== undefined ? sql`${place.parentId}` : of('parent_id');
  const order = side === 'after' ? sql`${tasks.orderKey} ASC` : sql`${tasks.orderKey} DESC`;
  const beyond = side === 'after' ? gt(tasks.orderKey, of('order_key')) : lt(tasks.orderKey, of('order_key'));
  return db
    .select({ orderKey: tasks.orderKey })
    .from(tasks)
    .where(
      and(
        eq(tasks.userId, userId),
        sql`${tasks.listId} = ${listId}`,
        sql`${tasks.parentId} IS ${parentId}`,
        sql`${tasks.status} = 'open' AND ${tasks.deletedAt} IS NULL`,
        sql`${tasks.id} <> ${place.taskId}`,
        neighbourId === null ? undefined : beyond,
      ),
    )
    .orderBy(order)
    .limit(1);
}
