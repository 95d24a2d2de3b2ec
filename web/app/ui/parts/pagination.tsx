import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Link } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './pagination.module.css';

export interface PaginationProps {
  label: string;
  page: number;
  pageCount: number;
  hrefFor: (page: number) => string;
}

/** Links to the neighbouring pages; where we are stands between them. */
export function Pagination({ label, page, pageCount, hrefFor }: PaginationProps) {
  if (pageCount <= 1) return null;
  return (
    <nav aria-label={label} className={styles.pagination}>
      <Link className={styles.step} href={page > 1 ? hrefFor(page - 1) : undefined} isDisabled={page <= 1}>
        <ChevronLeft aria-hidden="true" />
        Newer
      </Link>
      <span className={classNames('tabular', styles.here)}>
        Page {page} of {pageCount}
      </span>
      <Link
        className={styles.step}
        href={page < pageCount ? hrefFor(page + 1) : undefined}
        isDisabled={page >= pageCount}
      >
        Older
        <ChevronRight aria-hidden="true" />
      </Link>
    </nav>
  );
}
