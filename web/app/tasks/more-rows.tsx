import { MAX_PER_PAGE } from '#core/query/page.ts';
import type { TaskPage } from '#core/query/task-query.ts';
import { LoadMore } from '../ui/parts/load-more.tsx';
import { Pagination } from '../ui/parts/pagination.tsx';
import { type Filters, PAGE_SIZE } from './filters.ts';

export interface MoreRowsProps {
  page: TaskPage;
  filters: Filters;
  rows: number;
  onChange: (filters: Filters) => void;
  hrefFor: (page: number) => string;
  isLoading: boolean;
}

/** The foot of a list: more of it in place, and pages where there is too much for one. */
export function MoreRows({ page, filters, rows, onChange, hrefFor, isLoading }: MoreRowsProps) {
  if (page.total <= page.perPage && page.page === 1) return null;
  if (filters.shown >= MAX_PER_PAGE || page.page > 1) {
    return (
      <Pagination label="Pages" page={page.page} pageCount={Math.ceil(page.total / page.perPage)} hrefFor={hrefFor} />
    );
  }
  return (
    <LoadMore
      shown={Math.min(rows, page.total)}
      total={page.total}
      noun="tasks"
      isLoading={isLoading}
      onMore={() => onChange({ ...filters, shown: Math.min(MAX_PER_PAGE, filters.shown + PAGE_SIZE) })}
    />
  );
}
