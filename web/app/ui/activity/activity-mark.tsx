import type { ReactNode } from 'react';
import styles from './activity-mark.module.css';

/** What was done, or is to be done, as a sign in a circle; the words stand beside it. */
export function ActivityMark({ icon, tone = 'regular' }: { icon: ReactNode; tone?: 'regular' | 'danger' }) {
  return (
    <span className={styles.mark} data-tone={tone} aria-hidden="true">
      {icon}
    </span>
  );
}
