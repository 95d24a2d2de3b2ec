import { Skeleton } from '../parts/skeleton.tsx';
import { VisuallyHidden } from '../parts/visually-hidden.tsx';
import styles from './task-row-skeleton.module.css';

const titleWidths = ['62%', '41%', '55%', '34%', '48%', '58%', '38%', '51%'];

/** A list that loads, in the geometry it will have. */
export function TaskListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status">
      <VisuallyHidden>Loading tasks…</VisuallyHidden>
      {Array.from({ length: rows }, (_, index) => (
        <TaskRowSkeleton key={index} width={titleWidths[index % titleWidths.length] ?? '50%'} />
      ))}
    </div>
  );
}

export function TaskRowSkeleton({ width = '50%' }: { width?: string }) {
  return (
    <div className={styles.row}>
      <span className={styles.check}>
        <Skeleton width="1.25rem" height="1.25rem" isRound />
      </span>
      <span className={styles.title}>
        <Skeleton width={width} />
      </span>
      <Skeleton width="4rem" />
    </div>
  );
}
