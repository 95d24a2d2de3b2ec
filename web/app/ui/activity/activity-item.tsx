import type { ReactNode } from 'react';
import styles from './activity-item.module.css';
import { ActivityMark } from './activity-mark.tsx';

export interface ActivityItemProps {
  icon: ReactNode;
  /** `You`, `Carillon`, `API token “laptop”`. */
  actor: string;
  /** In the past tense: `completed`. */
  action: string;
  /** What it was done to, a link where it still exists. */
  subject?: ReactNode;
  /** Short, with the full time beside it for a tooltip. */
  time: { text: string; full: string; iso: string };
  /** `DiffView`s. */
  children?: ReactNode;
  aside?: ReactNode;
}

/** One thing that happened: who, what, when, and what it changed. */
export function ActivityItem({ icon, actor, action, subject, time, children, aside }: ActivityItemProps) {
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <ActivityMark icon={icon} />
        <div className={styles.body}>
          <p className={styles.sentence}>
            <strong className={styles.actor}>{actor}</strong> {action} {subject}
          </p>
          {children ? <div className={styles.changes}>{children}</div> : null}
        </div>
        <span className={styles.side}>
          {aside}
          <time className="tabular" dateTime={time.iso} title={time.full}>
            {time.text}
          </time>
        </span>
      </div>
    </li>
  );
}
