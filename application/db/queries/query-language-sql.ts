import { type SQL, sql } from 'drizzle-orm';
import type { Condition } from '#core/query-language/condition.ts';
import type { DateField } from '#core/query-language/query.ts';
import { PRIORITIES } from '#core/task/task.ts';

/** A condition as SQL, and what has to stand in front of the statement that holds it. */
export interface CompiledQuery {
  /** The table of the texts that `where` looks for; empty when there are none. */
  withTexts: SQL;
  where: SQL;
}

/**
 * Conditions of a query as SQL about `tasks`. A statement takes a hundred bound values and nests a hundred deep, so
 * every text stands in one table behind one value, numbers are written out, and long series are halved, not chained.
 *
 * Each condition comes to 1 or 0, never to NULL: otherwise its negation would hold for nothing either.
 */
export function compileCondition(condition: Condition): CompiledQuery {
  const texts: string[] = [];
  const where = compile(condition, texts);
  const withTexts = sql`WITH texts (at, text) AS MATERIALIZED (SELECT key, value FROM json_each(${JSON.stringify(texts)})) `;
  return { withTexts: texts.length === 0 ? sql.empty() : withTexts, where };
}

function compile(condition: Condition, texts: string[]): SQL {
  switch (condition.kind) {
    case 'all':
      return series(condition.of, 'AND', texts);
    case 'some':
      return series(condition.of, 'OR', texts);
    case 'not':
      // The spelling of the partial indexes.
      if (condition.of.kind === 'trash') return sql`deleted_at IS NULL`;
      return sql`NOT ${compile(condition.of, texts)}`;
    case 'always':
      return sql`1`;
    case 'status':
      // Words, not values: only so does SQLite see that a partial index applies.
      return condition.status === 'open' ? sql`status = 'open'` : sql`completed_at IS NOT NULL`;
    case 'trash':
      return sql`deleted_at IS NOT NULL`;
    case 'span':
      return span(COLUMNS[condition.field], condition.from, condition.until);
    case 'overdue':
      return sql`(status = 'open' AND due_at IS NOT NULL AND due_at < ${number(condition.now)}
        AND (due_kind <> 'date' OR due_at < ${number(condition.today)}))`;
    case 'undated':
      return sql`due_kind IS NULL`;
    case 'timeless':
      return sql`(due_kind IS NULL OR due_kind = 'date')`;
    case 'recurring':
      return sql`EXISTS (SELECT 1 FROM series WHERE series.user_id = tasks.user_id AND series.id = tasks.series_id
        AND series.status IN ('active', 'paused'))`;
    case 'subtask':
      return sql`parent_id IS NOT NULL`;
    case 'untagged':
      return sql`tags = '[]'`;
    case 'priority':
      return sql`priority = ${number(PRIORITIES.indexOf(condition.priority))}`;
    case 'tag': {
      const { pieces } = condition;
      // A tag is letters and digits, so in the JSON of the tags it stands between quotes, as its edges say.
      if (pieces.length === 1) return occurs(sql`tags`, pieces, texts);
      return sql`EXISTS (SELECT 1 FROM json_each(tasks.tags) AS tag WHERE ${occurs(sql`'"' || tag.value || '"'`, pieces, texts)})`;
    }
    case 'lists':
      if (condition.ids.length === 0) return sql`0`;
      return sql`list_id IN (SELECT text FROM texts WHERE ${between(condition.ids, texts)})`;
    case 'text':
      return occurs(sql`search_text`, condition.pieces, texts);
  }
}

function series(of: readonly Condition[], operator: 'AND' | 'OR', texts: string[]): SQL {
  const [first] = of;
  if (first === undefined) return operator === 'AND' ? sql`1` : sql`0`;
  if (of.length === 1) return compile(first, texts);
  const middle = Math.ceil(of.length / 2);
  const [left, right] = [series(of.slice(0, middle), operator, texts), series(of.slice(middle), operator, texts)];
  return operator === 'AND' ? sql`(${left} AND ${right})` : sql`(${left} OR ${right})`;
}

const COLUMNS: Record<DateField, SQL> = {
  due: sql.raw('due_at'),
  created: sql.raw('created_at'),
  completed: sql.raw('completed_at'),
  updated: sql.raw('updated_at'),
};

function span(column: SQL, from: number | null, until: number | null): SQL {
  const after = from === null ? sql.empty() : sql` AND ${column} >= ${number(from)}`;
  const before = until === null ? sql.empty() : sql` AND ${column} < ${number(until)}`;
  return sql`(${column} IS NOT NULL${after}${before})`;
}

/** A whole number, written out. */
function number(value: number): SQL {
  return sql.raw(String(Math.trunc(value)));
}

/** Whether the pieces occur in a text one behind the other. One is a look; more of them walk along the text. */
function occurs(text: SQL, pieces: readonly string[], texts: string[]): SQL {
  const first = texts.length;
  const places = between(pieces, texts);
  if (pieces.length === 1) return sql`instr(${text}, (SELECT text FROM texts WHERE ${places})) > 0`;
  const [from, past] = [number(first), number(texts.length)];
  return sql`EXISTS (WITH RECURSIVE walk (place, rest) AS (SELECT ${from}, ${text} UNION ALL
    SELECT place + 1, substr(rest, instr(rest, texts.text) + length(texts.text)) FROM walk JOIN texts ON texts.at = place
    WHERE place < ${past} AND instr(rest, texts.text) > 0) SELECT 1 FROM walk WHERE place = ${past})`;
}

/** Puts texts into the table; answers where they stand in it. */
function between(added: readonly string[], texts: string[]): SQL {
  const first = texts.length;
  texts.push(...added);
  return added.length === 1 ? sql`at = ${number(first)}` : sql`at >= ${number(first)} AND at < ${number(texts.length)}`;
}
