import { lazy, Suspense } from 'react';
import { Dialog } from '../ui/parts/dialog.tsx';
import { Skeleton } from '../ui/parts/skeleton.tsx';
import styles from './lazy-repeat-dialog.module.css';
import type { RepeatDialogProps } from './repeat-dialog.tsx';

const RepeatDialog = lazy(() => import('./repeat-dialog.tsx'));

/** The picker of repeats; its scripts come when it is first opened. */
export function LazyRepeatDialog(props: RepeatDialogProps) {
  return (
    <Suspense fallback={<Loading title={props.title} onClose={props.onClose} />}>
      <RepeatDialog {...props} />
    </Suspense>
  );
}

function Loading({ title, onClose }: Pick<RepeatDialogProps, 'title' | 'onClose'>) {
  return (
    <Dialog title={title} size="large" isOpen onClose={onClose}>
      <div role="status" aria-label="Loading…" className={styles.loading}>
        <Skeleton width="40%" />
        <Skeleton width="75%" height="4rem" />
        <Skeleton width="60%" height="2rem" />
      </div>
    </Dialog>
  );
}
