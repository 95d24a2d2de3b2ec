import { z } from 'zod';
import { MAX_PER_PAGE } from '#core/query/page.ts';
import { TASK_SORTS, type TaskQuery, type TaskQueryInput, TaskQuerySchema } from '#core/query/task-query.ts';
import { parseQuery } from '#core/query-language/parse-query.ts';
import { MAX_QUERY_CHARACTERS } from '#core/query-language/query.ts';
import { TagSchema } from '#core/tag/tag.ts';
import { PRIORITIES, type Priority } from '#core/task/task.ts';
import type { SavedView } from '#core/view/view.ts';
import type { ViewBase } from './view.ts';

export const PAGE_SIZE = 50;

const STATUSES = ['open', 'completed', 'any'] as const;

/** What of a view's address narrows and orders it. Empty values stand for what the view does by itself. */
export interface Filters {
  /** A query in the language of queries; of one that is none nothing is found out. */
  search: string;
  priorities: Priority[];
  tags: string[];
  status: (typeof STATUSES)[number] | null;
  sort: (typeof TASK_SORTS)[number] | null;
  order: 'asc' | 'desc' | null;
  shown: number;
  page: number;
}

/** Reads filters from an address. What makes no sense there is left out, since people edit and share addresses. */
export function parseFilters(params: URLSearchParams): Filters {
  const one = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === params.get(name)) ?? null;
  const shown = z.coerce.number().int().min(PAGE_SIZE).max(MAX_PER_PAGE).safeParse(params.get('show'));
  const page = z.coerce.number().int().min(1).max(1_000_000).safeParse(params.get('page'));
  return {
    search: (params.get('search') ?? '').trim().slice(0, MAX_QUERY_CHARACTERS),
    priorities: PRIORITIES.filter((priority) => params.getAll('priority').includes(priority)),
    tags: params.getAll('tag').flatMap((tag) => TagSchema.safeParse(tag).data ?? []),
    status: one('status', STATUSES),
    sort: one('sort', TASK_SORTS),
    order: one('order', ['asc', 'desc'] as const),
    shown: shown.data ?? PAGE_SIZE,
    page: page.data ?? 1,
  };
}

/** Writes filters into an address, keeping what else stands there (the open task). */
export function writeFilters(params: URLSearchParams, filters: Filters): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['search', 'priority', 'tag', 'status', 'sort', 'order', 'show', 'page']) next.delete(name);
  if (filters.search) next.set('search', filters.search);
  for (const priority of filters.priorities) next.append('priority', priority);
  for (const tag of filters.tags) next.append('tag', tag);
  if (filters.status) next.set('status', filters.status);
  if (filters.sort) next.set('sort', filters.sort);
  if (filters.order) next.set('order', filters.order);
  if (filters.shown > PAGE_SIZE) next.set('show', String(filters.shown));
  if (filters.page > 1) next.set('page', String(filters.page));
  return next;
}

/** What a saved view asks by itself. */
export type SavedFilters = Pick<SavedView, 'query' | 'sort' | 'order'>;

/** The filters of a saved view: what it was saved with, unless its address says something else. */
export function withSaved(filters: Filters, saved: SavedFilters | undefined): Filters {
  if (saved === undefined) return filters;
  const isSorted = filters.sort !== null;
  return {
    ...filters,
    search: filters.search || saved.query,
    sort: filters.sort ?? saved.sort,
    order: isSorted ? filters.order : (filters.order ?? saved.order),
  };
}

/** The same for its address: what it was saved with need not stand there. */
export function withoutSaved(filters: Filters, saved: SavedFilters | undefined): Filters {
  if (saved === undefined) return filters;
  const isAsSaved = filters.sort === saved.sort && filters.order === saved.order;
  return {
    ...filters,
    search: filters.search === saved.query ? '' : filters.search,
    sort: isAsSaved ? null : filters.sort,
    order: isAsSaved ? null : filters.order,
  };
}

/** How many kinds of narrowing are on; sorting is none. */
export function countFilters(filters: Filters): number {
  const kinds = [
    filters.search !== '',
    filters.priorities.length > 0,
    filters.tags.length > 0,
    filters.status !== null,
  ];
  return kinds.filter(Boolean).length;
}

/** The query of a view with its filters: the same schema as the API's, so both mean the same. */
export function queryOf(base: ViewBase, filters: Filters): TaskQuery {
  const baseTags = [base.tag ?? []].flat();
  const isQuery = filters.search !== '' && parseQuery(filters.search).problem === null;
  const query: TaskQueryInput = {
    ...base,
    ...(isQuery ? { q: filters.search } : {}),
    ...(filters.priorities.length > 0 ? { priority: filters.priorities } : {}),
    tag: [...new Set([...baseTags, ...filters.tags])],
    ...(filters.status && base.status !== 'trash' ? { status: filters.status } : {}),
    ...(filters.sort ? { sort: filters.sort } : {}),
    ...(filters.order ? { order: filters.order } : {}),
    per_page: String(filters.shown),
    page: String(filters.page),
  };
  // A search finds subtasks too: somebody who remembers words does not remember where they stand.
  if (isQuery) delete query.parent;
  const parsed = TaskQuerySchema.safeParse(query);
  return parsed.success ? parsed.data : TaskQuerySchema.parse(base);
}
