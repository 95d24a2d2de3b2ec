import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import styles from './banner.module.css';

export interface BannerProps {
  tone?: 'quiet' | 'warning' | 'danger';
  icon?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** One quiet line about the state of the whole page: offline, catching up. Announced politely. */
export function Banner({ tone = 'quiet', icon, action, children }: BannerProps) {
  return (
    <div role="status" className={classNames(styles.banner, styles[tone])}>
      {icon}
      <span className={styles.words}>{children}</span>
      {action}
    </div>
  );
}
