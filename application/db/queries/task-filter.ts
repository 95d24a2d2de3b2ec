import { type SQL, sql } from 'drizzle-orm';
import { toEpochMs } from '#core/instant.ts';
import type { TaskQuery } from '#core/query/task-query.ts';
import type { Moment } from '#core/query-language/read-date.ts';
import { PRIORITIES } from '#core/task/task.ts';
import { searchWords } from '#core/text/search-text.ts';
import { localDateAt, startOfDayEpochMs, wallClockToEpochMs } from '#core/time/local.ts';
import { inJson } from '../json-rows.ts';
import { compileTaskQuery, type NamedList } from './compile-task-query.ts';

/** Whether a query can only be answered knowing the user's zone. */
export function needsMoment(query: TaskQuery): boolean {
  return (
    query.overdue !== undefined ||
    query.due_before !== undefined ||
    query.due_after !== undefined ||
    query.q !== undefined
  );
}

/** What a query is looked at with: when and whose, which matters to some, and what the user's lists are called. */
export interface QuerySetting {
  moment: Moment | null;
  lists: readonly NamedList[];
}

/** A query as SQL: what stands in front of the statement, and its conditions. */
export interface TaskFilter {
  withTexts: SQL;
  where: SQL;
}

/**
 * The conditions of a query. Status stands as literal SQL, never as a bound value: only so does SQLite see that a
 * partial index applies.
 */
export function filterTasks(userId: string, query: TaskQuery, { moment, lists }: QuerySetting): TaskFilter {
  const written = compileTaskQuery(query, moment, lists);
  const conditions: SQL[] = [sql`user_id = ${userId}`];
  const status = query.status ?? (written ? null : 'open');
  if (status !== null) conditions.push(STATUS[status]);
  if (status === 'trash' || written?.looksIntoTrash) conditions.push(isThrownAway(userId));
  if (query.list !== undefined) conditions.push(sql`list_id = ${query.list}`);
  if (query.parent === 'none') conditions.push(sql`parent_id IS NULL`);
  else if (query.parent !== undefined) conditions.push(sql`parent_id = ${query.parent}`);
  if (query.series !== undefined) conditions.push(sql`series_id = ${query.series}`);
  if (query.priority.length > 0) {
    conditions.push(sql`priority IN ${inJson(query.priority.map((priority) => PRIORITIES.indexOf(priority)))}`);
  }
  if (query.tag.length > 0) conditions.push(hasTags(userId, new Set(query.tag)));
  conditions.push(...hasWords(searchWords(query.search ?? '')));
  if (query.no_due !== undefined) conditions.push(query.no_due ? sql`due_kind IS NULL` : sql`due_kind IS NOT NULL`);
  if (moment) conditions.push(...dueConditions(query, moment));
  if (written) conditions.push(written.where);
  return { withTexts: written?.withTexts ?? sql.empty(), where: sql.join(conditions, sql` AND `) };
}

/** One statement takes at most a hundred values and conditions: so many words stand by themselves, which is quickest. */
const MAX_WORD_CONDITIONS = 8;

// instr, not LIKE: a term is text, whatever % or _ it holds, and of any length.
function hasWords(words: readonly string[]): SQL[] {
  const rest = words.slice(MAX_WORD_CONDITIONS);
  return [
    ...words.slice(0, MAX_WORD_CONDITIONS).map((word) => sql`instr(search_text, ${word}) > 0`),
    ...(rest.length > 0 ? [sql`NOT EXISTS (SELECT 1 FROM ${inJson(rest)} WHERE instr(search_text, value) = 0)`] : []),
  ];
}

function hasTags(userId: string, tags: ReadonlySet<string>): SQL {
  const tagged = sql`SELECT task_id FROM task_tags WHERE user_id = ${userId} AND tag IN ${inJson(tags)}`;
  // Without the grouping where there is nothing to count: the view of one tag is the common one.
  return tags.size === 1
    ? sql`id IN (${tagged})`
    : sql`id IN (${tagged} GROUP BY task_id HAVING count(*) = ${tags.size})`;
}

const STATUS: Record<NonNullable<TaskQuery['status']>, SQL> = {
  open: sql`status = 'open' AND deleted_at IS NULL`,
  completed: sql`completed_at IS NOT NULL AND deleted_at IS NULL`,
  any: sql`deleted_at IS NULL`,
  trash: sql`deleted_at IS NOT NULL`,
};

/** Not what a series took back by itself, which nobody threw away: completing again brings it back. */
function isThrownAway(userId: string): SQL {
  return sql`(deleted_at IS NULL OR COALESCE(parent_id, id) NOT IN
    (SELECT withdrawn ->> '$.taskId' FROM series WHERE user_id = ${userId} AND withdrawn IS NOT NULL))`;
}

function dueConditions(query: TaskQuery, { now, zone }: Moment): SQL[] {
  const at = (wall: string) => (wall.includes('T') ? wallClockToEpochMs(wall, zone) : startOfDayEpochMs(wall, zone));
  const conditions: SQL[] = [];
  if (query.due_before !== undefined) conditions.push(sql`due_at IS NOT NULL AND due_at < ${at(query.due_before)}`);
  if (query.due_after !== undefined) conditions.push(sql`due_at IS NOT NULL AND due_at >= ${at(query.due_after)}`);
  if (query.overdue === true) conditions.push(overdue({ now, zone }));
  if (query.overdue === false) conditions.push(sql`NOT COALESCE((${overdue({ now, zone })}), 0)`);
  return conditions;
}

/** A time is overdue when it has passed, a date when the local day is over. */
export function overdue({ now, zone }: Moment): SQL {
  const nowMs = toEpochMs(now);
  const today = startOfDayEpochMs(localDateAt(nowMs, zone), zone);
  // The plain range comes first, for the index; what follows it only looks at today's dates.
  return sql`status = 'open' AND due_at IS NOT NULL AND due_at < ${nowMs} AND (due_kind <> 'date' OR due_at < ${today})`;
}
