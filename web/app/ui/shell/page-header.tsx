import { createContext, type ReactNode, use } from 'react';
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

/** What stands at the end of the head of every page on a phone, where there is no sidebar for it. */
export const PageHeaderEndContext = createContext<ReactNode>(null);

/** The head of a page: its title leads, everything else recedes. */
export function PageHeader({ title, meta, actions, children }: PageHeaderProps) {
  const end = use(PageHeaderEndContext);
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
        {end ? (
          <div className={styles.end} data-print="hide">
            {end}
          </div>
        ) : null}
      </div>
      {children}
    </header>
  );
}
