import { invariant } from '#core/errors.ts';
import type { TaskQuery } from '#core/query/task-query.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { namesLists, planQuery, type QueryContext } from '#core/query-language/plan-query.ts';
import type { Query } from '#core/query-language/query.ts';
import type { Moment } from '#core/query-language/read-date.ts';
import { asksForTrash } from '#core/query-language/scope-query.ts';
import { type CompiledQuery, compileCondition } from './query-language-sql.ts';

export type NamedList = QueryContext['lists'][number];

/** Whether a query can only be answered knowing what the user's lists are called. */
export function needsLists(query: TaskQuery): boolean {
  return query.q !== undefined && namesLists(read(query.q));
}

/** What the language of a query comes to; null where none is used. */
export function compileTaskQuery(
  query: TaskQuery,
  moment: Moment | null,
  lists: readonly NamedList[],
): (CompiledQuery & { looksIntoTrash: boolean }) | null {
  if (query.q === undefined) return null;
  invariant(moment !== null, 'the moment is known wherever a query is read');
  const written = read(query.q);
  // A status that was asked for beside the query is the one that counts.
  const isSettled = query.status !== undefined;
  const settled = { status: isSettled, trash: isSettled };
  const of = planQuery(written, { moment, lists, settled });
  return { ...compileCondition({ kind: 'some', of }), looksIntoTrash: asksForTrash(written) };
}

function read(text: string): Query {
  const { query } = parseQuery(text);
  invariant(query !== null, 'a query was read before it came here');
  return query;
}
