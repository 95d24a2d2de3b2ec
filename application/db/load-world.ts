import { and, eq, type SQL, sql } from 'drizzle-orm';
import { MAX_AGGREGATES_PER_COMMAND } from '#core/command/decision.ts';
import { type PlaceReference, placeKey, type References } from '#core/command/references.ts';
import { EMPTY_WORLD, type World } from '#core/command/world.ts';
import { isListEvent, isSeriesEvent, isTaskEvent, isViewEvent } from '#core/log/event.ts';
import type { Task } from '#core/task/task.ts';
import type { Database } from './database.ts';
import { inJson } from './json-rows.ts';
import { listFromRow } from './list-row.ts';
import { loadHistories, MAX_BULK_BYTES } from './load-histories.ts';
import { firings, lists, series, settings, tags, tasks, views } from './schema.ts';
import { seriesFromRow } from './series-row.ts';
import { settingsFromRow } from './settings-row.ts';
import { TASK_FIELDS, taskFromRow } from './task-row.ts';

/**
 * Loads the part of a user's data that commands look at: one D1 batch, so that it is one moment. Every statement is
 * scoped by the user, so another user's id finds nothing.
 */
export async function loadWorld(db: Database, userId: string, refs: References): Promise<World> {
  const past = await loadHistories(db, userId, refs.correlations);
  const wanted = withHistories(refs, past.histories);
  const queries = {
    tasks:
      wanted.tasks.size + wanted.families.size + wanted.homes.size + wanted.tags.size > 0
        ? selectTasks(db, userId, wanted)
        : null,
    lists: wanted.wantsAllLists || wanted.lists.size + wanted.homes.size > 0 ? selectLists(db, userId, wanted) : null,
    views: wanted.wantsAllViews || wanted.views.size > 0 ? selectViews(db, userId, wanted) : null,
    settings: wanted.wantsSettings || wanted.seriesOf.size > 0 ? selectSettings(db, userId, wanted) : null,
    counts: wanted.listsToEmpty.size > 0 ? selectLiveCounts(db, userId, wanted) : null,
    subtasks: wanted.parents.size > 0 ? selectSubtaskTotals(db, userId, wanted) : null,
    tags: wanted.tags.size > 0 ? selectTagTotals(db, userId, wanted) : null,
    firings:
      wanted.firings.size + wanted.ringing.size > 0 || wanted.wantsUnreadFirings
        ? selectFirings(db, userId, wanted)
        : null,
    series: wanted.series.size + wanted.seriesOf.size > 0 ? selectSeries(db, userId, wanted) : null,
    occurrences: wanted.series.size + wanted.seriesOf.size > 0 ? selectOccurrences(db, userId, wanted) : null,
    siblings: wanted.places.length > 0 ? selectSiblings(db, userId, wanted.places) : null,
    used: wanted.newTasks.size > 0 ? selectUsedIds(db, userId, wanted.newTasks) : null,
  };
  const present = Object.values(queries).filter((query) => query !== null);
  const [first, ...rest] = present;
  if (!first) return { ...EMPTY_WORLD, ...past };
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
  const viewRows = take(queries.views) ?? [];
  const settingsRow = (take(queries.settings) ?? [])[0];
  const countRows = take(queries.counts) ?? [];
  const subtaskRows = take(queries.subtasks) ?? [];
  const tagRows = take(queries.tags) ?? [];
  const firingRows = take(queries.firings) ?? [];
  const seriesRows = take(queries.series) ?? [];
  const occurrenceRows = take(queries.occurrences) ?? [];
  const siblingRows = take(queries.siblings) ?? [];
  const usedRows = take(queries.used) ?? [];
  const countOf = new Map(countRows.map(({ listId, count }) => [listId, count]));
  const subtasksIn = new Map(subtaskRows.map(({ parentId, total }) => [parentId, total]));
  const totalOf = new Map(tagRows.map(({ tag, total }) => [tag, total]));
  return {
    tasks: new Map([...taskRows, ...occurrenceRows].map((row) => [row.id, taskFromRow(row)])),
    lists: new Map(listRows.map((row) => [row.id, listFromRow(row)])),
    views: new Map(viewRows.map(({ userId: _user, ...view }) => [view.id, view])),
    firings: new Map(firingRows.map(({ userId: _user, ...firing }) => [firing.id, firing])),
    series: new Map(seriesRows.map((row) => [row.id, seriesFromRow(row)])),
    settings: settingsRow || wanted.wantsSettings ? settingsFromRow(settingsRow) : null,
    liveTaskCounts: new Map([...wanted.listsToEmpty].map((id) => [id, countOf.get(id) ?? 0])),
    subtaskTotals: new Map([...wanted.parents].map((id) => [id, subtasksIn.get(id) ?? 0])),
    ringing: wanted.ringing,
    families: new Set([
      ...wanted.families,
      ...seriesRows.flatMap(({ current, withdrawn }) => [current.taskId, ...(withdrawn ? [withdrawn.taskId] : [])]),
    ]),
    tagTotals: new Map([...wanted.tags].map((tag) => [tag, totalOf.get(tag) ?? 0])),
    siblingKeys: new Map([
      ...wanted.places.map((place, at) => [placeKey(place), siblingRows[at]?.orderKey ?? null] as const),
      // Where the tasks of a batch stood before it, whatever it does to them, is a bound for what moves next to them.
      ...(wanted.places.length > 0 ? taskRows.map(({ id, orderKey }) => [id, orderKey] as const) : []),
    ]),
    ...past,
    usedTaskIds: new Set(usedRows.map(({ id }) => id)),
  };
}

/** Undoing looks at everything that happened, and at the places where things were before. */
function withHistories(refs: References, histories: World['histories']): References {
  const wanted: References = {
    ...refs,
    tasks: new Set(refs.tasks),
    families: new Set(refs.families),
    series: new Set(refs.series),
    seriesOf: new Set(refs.seriesOf),
    parents: new Set(refs.parents),
    homes: new Set(refs.homes),
    lists: new Set(refs.lists),
    listsToEmpty: new Set(refs.listsToEmpty),
    views: new Set(refs.views),
  };
  for (const event of [...histories.values()].flat()) {
    if (isTaskEvent(event)) {
      wanted.families.add(event.aggregateId);
      wanted.homes.add(event.aggregateId);
      if (event.data.after.series !== null) wanted.seriesOf.add(event.aggregateId);
      addOldPlace(wanted, event.data.before);
    } else if (isSeriesEvent(event)) wanted.series.add(event.aggregateId);
    else if (isViewEvent(event)) wanted.views.add(event.aggregateId);
    else if (isListEvent(event)) {
      wanted.lists.add(event.aggregateId);
      if (event.type === 'list.created' || event.type === 'list.restored') wanted.listsToEmpty.add(event.aggregateId);
    }
  }
  return wanted;
}

function addOldPlace(wanted: References, before: Partial<Task> | null): void {
  if (before === null) return;
  if (before.listId !== undefined) wanted.lists.add(before.listId);
  if (before.parentId) {
    wanted.tasks.add(before.parentId);
    wanted.parents.add(before.parentId);
  }
}

// A union of ids, not a chain of OR, and UNION ALL, which wants no order: only so does SQLite look each id up instead of
// walking through all tasks of the user.
function selectTasks(db: Database, userId: string, refs: References) {
  const direct = inJson([...refs.tasks, ...refs.families, ...refs.homes]);
  const ids: SQL[] = [
    sql`SELECT value FROM ${direct}`,
    sql`SELECT parent_id FROM tasks WHERE user_id = ${userId} AND id IN ${direct}`,
  ];
  if (refs.families.size > 0) {
    ids.push(sql`SELECT id FROM tasks WHERE user_id = ${userId} AND parent_id IN ${inJson(refs.families)}`);
  }
  if (refs.tags.size > 0) ids.push(taggedIds(userId, refs.tags));
  return db
    .select(TASK_FIELDS)
    .from(tasks)
    .where(and(eq(tasks.userId, userId), sql`${tasks.id} IN (${sql.join(ids, sql` UNION ALL `)})`));
}

/**
 * The ids of series by name, and of those that tasks belong to, null for a task that does not repeat. The plus keeps
 * SQLite from walking through every occurrence of the user by the index of series.
 */
function seriesIds(userId: string, refs: References): SQL {
  return sql`SELECT value FROM ${inJson(refs.series)} UNION ALL
    SELECT +series_id FROM tasks WHERE user_id = ${userId} AND id IN ${inJson(refs.seriesOf)}`;
}

function selectSeries(db: Database, userId: string, refs: References) {
  return db
    .select()
    .from(series)
    .where(and(eq(series.userId, userId), sql`${series.id} IN (${seriesIds(userId, refs)})`));
}

/** The newest occurrence of each series and the one that was taken back, with their subtasks. */
function selectOccurrences(db: Database, userId: string, refs: References) {
  const ours = sql`FROM series WHERE user_id = ${userId} AND id IN (${seriesIds(userId, refs)})`;
  // From the parents to their subtasks: left to itself SQLite walks through all subtasks of the user.
  const ids = sql`WITH newest AS MATERIALIZED (SELECT "current" ->> '$.taskId' AS id ${ours}
      UNION ALL SELECT withdrawn ->> '$.taskId' ${ours})
    SELECT id FROM newest UNION ALL SELECT subtask.id FROM newest CROSS JOIN tasks AS subtask
      ON subtask.user_id = ${userId} AND subtask.parent_id = newest.id`;
  const open = sql`SELECT * FROM (SELECT id FROM tasks WHERE user_id = ${userId}
    AND series_id IN ${inJson(refs.openOccurrencesOf)} AND status = 'open' AND deleted_at IS NULL
    LIMIT ${MAX_AGGREGATES_PER_COMMAND})`;
  const wanted = refs.openOccurrencesOf.size > 0 ? sql`${ids} UNION ALL ${open}` : ids;
  return db
    .select(TASK_FIELDS)
    .from(tasks)
    .where(and(eq(tasks.userId, userId), sql`${tasks.id} IN (${wanted})`));
}

/** A task that repeats is decided on with the settings; for others nobody reads them, unless they are asked for. */
function selectSettings(db: Database, userId: string, { wantsSettings, seriesOf }: References) {
  const ours = eq(settings.userId, userId);
  if (wantsSettings) return db.select().from(settings).where(ours);
  const repeats = sql`EXISTS (SELECT 1 FROM tasks WHERE user_id = ${userId} AND id IN ${inJson(seriesOf)}
    AND +series_id IS NOT NULL)`;
  return db.select().from(settings).where(and(ours, repeats));
}

/** Of the tasks that carry a tag as many as one command may touch, bounded by their size too; the first always fits. */
function taggedIds(userId: string, wanted: ReadonlySet<string>): SQL {
  return sql`SELECT id FROM (
    SELECT tagged.id, sum(octet_length(notes)) OVER (ORDER BY tagged.id) - octet_length(notes) AS bytes_before
    FROM (SELECT DISTINCT task_id AS id FROM task_tags WHERE user_id = ${userId} AND tag IN ${inJson(wanted)}
      ORDER BY task_id LIMIT ${MAX_AGGREGATES_PER_COMMAND}) AS tagged
    CROSS JOIN tasks ON tasks.user_id = ${userId} AND tasks.id = tagged.id)
    WHERE bytes_before < ${MAX_BULK_BYTES}`;
}

function selectUsedIds(db: Database, userId: string, ids: ReadonlySet<string>) {
  return db
    .select({ id: sql<string>`value` })
    .from(sql`json_each(${JSON.stringify([...ids])})`)
    .where(sql`EXISTS (SELECT 1 FROM events WHERE user_id = ${userId} AND aggregate_id = value)`);
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

function selectViews(db: Database, userId: string, refs: References) {
  const ours = eq(views.userId, userId);
  return db
    .select()
    .from(views)
    .where(refs.wantsAllViews ? ours : and(ours, sql`${views.id} IN ${inJson(refs.views)}`));
}

/** By id, by reminder while they ring, and what is unread: each an index of its own. */
function selectFirings(db: Database, userId: string, refs: References) {
  const named = sql`SELECT id FROM firings WHERE user_id = ${userId} AND id IN ${inJson(refs.firings)}`;
  // Named, because SQLite would rather walk through all that ever rang.
  const ringing = sql`SELECT id FROM firings INDEXED BY firings_ringing WHERE user_id = ${userId} AND reminder_id IN ${inJson(refs.ringing)}
    AND acknowledged_at IS NULL`;
  const unread = sql`SELECT * FROM (SELECT id FROM firings WHERE user_id = ${userId} AND read_at IS NULL
    ORDER BY fired_at DESC LIMIT ${refs.wantsUnreadFirings ? MAX_AGGREGATES_PER_COMMAND : 0})`;
  return db
    .select()
    .from(firings)
    .where(and(eq(firings.userId, userId), sql`${firings.id} IN (${named} UNION ${ringing} UNION ${unread})`));
}

function selectLiveCounts(db: Database, userId: string, refs: References) {
  return db
    .select({ listId: tasks.listId, count: sql<number>`count(*)` })
    .from(tasks)
    .where(
      and(
        eq(tasks.userId, userId),
        sql`${tasks.listId} IN ${inJson(refs.listsToEmpty)}`,
        sql`${tasks.deletedAt} IS NULL`,
      ),
    )
    .groupBy(tasks.listId);
}

function selectTagTotals(db: Database, userId: string, refs: References) {
  return db
    .select({ tag: tags.tag, total: tags.total })
    .from(tags)
    .where(and(eq(tags.userId, userId), sql`${tags.tag} IN ${inJson(refs.tags)}`));
}

function selectSubtaskTotals(db: Database, userId: string, refs: References) {
  return db
    .select({ parentId: tasks.parentId, total: sql<number>`count(*)` })
    .from(tasks)
    .where(and(eq(tasks.userId, userId), sql`${tasks.parentId} IN ${inJson(refs.parents)}`))
    .groupBy(tasks.parentId);
}

/**
 * The nearest siblings beyond the neighbours that tasks are to stand next to, in the order of the places. One
 * statement for all of them, so that a batch of moves costs no more statements than one move.
 */
function selectSiblings(db: Database, userId: string, places: readonly PlaceReference[]) {
  const rows = places.map(({ taskId, listId, parentId, neighbour }) => ({
    task: taskId,
    side: neighbour.side,
    anchor: neighbour.taskId ?? taskId,
    // With a neighbour named, its list and parent are the place; at the start of a list they come from the command.
    list: neighbour.taskId === null ? listId : null,
    parent: parentId ?? null,
    isParentNamed: neighbour.taskId === null && parentId !== undefined ? 1 : 0,
    isStart: neighbour.taskId === null ? 1 : 0,
  }));
  const of = (column: string) =>
    sql.raw(`(SELECT ${column} FROM tasks WHERE user_id = place.user_id AND id = place.anchor)`);
  const nearest = (beyond: string, order: string) => sql`(SELECT order_key FROM tasks
    WHERE user_id = place.user_id AND list_id = COALESCE(place.list, ${of('list_id')})
      AND parent_id IS CASE WHEN place.is_parent_named THEN place.parent ELSE ${of('parent_id')} END
      AND status = 'open' AND deleted_at IS NULL AND id <> place.task
      AND order_key ${sql.raw(beyond)} CASE WHEN place.is_start THEN '' ELSE ${of('order_key')} END
    ORDER BY order_key ${sql.raw(order)} LIMIT 1)`;
  return db
    .select({
      orderKey: sql<string | null>`CASE side WHEN 'after' THEN ${nearest('>', 'ASC')} ELSE ${nearest('<', 'DESC')} END`,
    })
    .from(
      sql`(SELECT ${userId} AS user_id, key AS position, value ->> '$.task' AS task, value ->> '$.side' AS side,
        value ->> '$.anchor' AS anchor, value ->> '$.list' AS list, value ->> '$.parent' AS parent,
        value ->> '$.isParentNamed' AS is_parent_named, value ->> '$.isStart' AS is_start
        FROM json_each(${JSON.stringify(rows)})) AS place`,
    )
    .orderBy(sql`position`);
}
