import { classNames } from '../class-names.ts';
import styles from './day-heading.module.css';

export interface DayHeadingProps {
  name: string;
  date?: string;
  tone?: 'regular' | 'overdue';
  count?: number;
}

/** The inside of a sticky heading over the tasks of one day (or of what is overdue). */
export function DayHeading({ name, date, tone = 'regular', count }: DayHeadingProps) {
  return (
    <span className={classNames(styles.heading, styles[tone])}>
      <span className={styles.name}>{name}</span>
      {date ? <span className={styles.date}>{date}</span> : null}
      {count === undefined ? null : <span className={classNames(styles.count, 'tabular')}>{count}</span>}
    </span>
  );
}
