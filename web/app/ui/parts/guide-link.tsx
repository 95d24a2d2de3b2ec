import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import styles from './guide-link.module.css';

export interface GuideLinkProps {
  /** `/guide/repeats` */
  to: string;
  children: ReactNode;
}

/** To the page of the guide that answers what is asked here; in a tab of its own, since here something is being written. */
export function GuideLink({ to, children }: GuideLinkProps) {
  return (
    <Link href={to} target="_blank" className={styles.link}>
      <CircleHelp aria-hidden="true" />
      {children}
    </Link>
  );
}
