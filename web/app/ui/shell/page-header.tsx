import type { ReactNode } from 'react';
import styles from './page-header.module.css';

export interface PageHeaderProps {
  title: string;
  /** Small, beside the title: how many tasks. */
  meta?: ReactNode;
  /** Icon buttons at the end of the line. */
  actions?: ReactNode;
  /** A filter bar under the title. */
  children?: ReactNode;
}

/** The head of a page: its title leads, everything else recedes. */
export function PageHeader({ title, meta, actions, children }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 className={styles.title}>{title}</h1>
        {meta ? <span className={styles.meta}>{meta}</span> : null}
        {actions ? (
          <div className={styles.actions} data-print="hide">
            {actions}
          </div>
        ) : null}
      </div>
      {children}
    </header>
  );
}
