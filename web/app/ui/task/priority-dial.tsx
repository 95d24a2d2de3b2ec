import type { Priority } from '#core/task/task.ts';
import { classNames } from '../class-names.ts';
import styles from './task-checkbox.module.css';

/** Marks on the dial, in degrees from the top: one a level, spread like the hours of a clock. */
const marks: Record<Priority, readonly number[]> = {
  none: [],
  low: [0],
  medium: [0, 180],
  high: [0, 120, 240],
  urgent: [0, 90, 180, 270],
};

/** A ring like a clock's dial with a mark for each level of priority; completed, a filled disc whose check draws itself. */
export function PriorityDial({ priority, isCompleted = false }: { priority: Priority; isCompleted?: boolean }) {
  return (
    <svg
      viewBox="0 0 20 20"
      aria-hidden="true"
      className={classNames(styles.dial, styles[priority], isCompleted && styles.completed)}
    >
      <circle className={styles.ring} cx="10" cy="10" r="8.25" />
      {marks[priority].map((degrees) => (
        <path key={degrees} className={styles.notch} d="M10 1.75v3.6" transform={`rotate(${degrees} 10 10)`} />
      ))}
      <path className={styles.check} pathLength={1} d="M5.9 10.3l2.9 2.9 5.4-6" />
    </svg>
  );
}
