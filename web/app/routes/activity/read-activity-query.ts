import { AppError } from '#core/errors.ts';
import { type ActivityQuery, ActivityQuerySchema } from '#core/query/activity-query.ts';

const SINGLE = ['task', 'actor', 'from', 'to', 'page', 'per_page'] as const;

/**
 * The filters as they stand in the address. Names of other features in it are nobody's business here; a value that
 * cannot be is refused, like by the API.
 *
 * @throws AppError `validation_failed`
 */
export function readActivityQuery(search: URLSearchParams): ActivityQuery {
  const given = Object.fromEntries(SINGLE.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));
  const parsed = ActivityQuerySchema.safeParse({ ...given, type: search.getAll('type') });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    'validation_failed',
    `In the address, “${String(issue?.path[0] ?? 'a filter')}” ${issue?.message ?? 'is wrong'}.`,
  );
}
