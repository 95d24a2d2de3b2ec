import type { RouterContextProvider } from 'react-router';
import { statusOf } from '#core/query/task-query.ts';
import { addDays, localDateAt } from '#core/time/local.ts';
import { requireSignedIn } from '../auth/require-signed-in.ts';
import { requestContext } from '../context.ts';
import { guarded } from '../errors/guarded.ts';
import { parseFilters, queryOf, type SavedFilters, withSaved } from './filters.ts';
import type { ViewBase } from './view.ts';

export interface LoadArgs {
  request: Request;
  context: Readonly<RouterContextProvider>;
}

/** What every view of tasks loads: one page of them, as its address asks. */
export const loadView = guarded(
  async ({ request, context }: LoadArgs, base: ViewBase | ((today: string) => ViewBase), saved?: SavedFilters) => {
    const { services } = requireSignedIn(context, request);
    const { now } = context.get(requestContext);
    const filters = withSaved(parseFilters(new URL(request.url).searchParams), saved);
    const fixed =
      typeof base === 'function' ? base(localDateAt(Date.parse(now), (await services.getSettings()).zone)) : base;
    const query = queryOf(fixed, filters);
    const page = await services.listTasks(query);
    return { page, sort: query.sort, order: query.order ?? null, status: statusOf(query) };
  },
);

/**
 * The same with the dates ahead that are no tasks yet.
 *
 * @param days how far ahead, the user's today included
 */
export const loadProjectedView = guarded(async (args: LoadArgs, days: number, base: Parameters<typeof loadView>[1]) => {
  const { services } = requireSignedIn(args.context, args.request);
  const [view, { occurrences }] = await Promise.all([loadView(args, base), services.listProjected(days)]);
  return { ...view, projected: occurrences };
});

export type ViewData = Awaited<ReturnType<typeof loadView>>;

/** The first date that "today" leaves out, and so on: dates around the user's own. */
export function dueWithin(today: string, from: number | null, days: number): ViewBase {
  return {
    ...(from === null ? {} : { due_after: addDays(today, from) }),
    due_before: addDays(today, days),
  };
}
