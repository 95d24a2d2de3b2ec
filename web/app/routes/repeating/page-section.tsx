import { type ReactNode, useId } from 'react';
import styles from './series-page.module.css';

export interface PageSectionProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of the page of a series. */
export function PageSection({ title, action, children }: PageSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {action}
      </div>
      {children}
    </section>
  );
}
