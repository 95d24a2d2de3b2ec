import { useEffect, useState } from 'react';
import { PageHeader } from '../ui/shell/page-header.tsx';
import { TaskListSkeleton } from '../ui/task/task-row-skeleton.tsx';
import { pageTitle } from './page-title.ts';
import styles from './pending-page.module.css';
import { useWorkspace } from './workspace.tsx';

/** From here on a skeleton is no answer any more. */
const EXPLAIN_AFTER_MS = 2000;
/** Pages whose tasks stand below a box to write one. */
const HAS_BOX = /^\/(?:inbox|today|upcoming|all|lists\/|tags\/)/;

/** What stands in for a page that has been asked for: its name at once, its shape, and after a while what it waits for. */
export function PendingPage({ pathname }: { pathname: string }) {
  const { lists } = useWorkspace();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLong(true), EXPLAIN_AFTER_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <>
      <PageHeader title={pageTitle(pathname, lists)} />
      {HAS_BOX.test(pathname) ? <div className={styles.box} /> : null}
      <TaskListSkeleton />
      <p role="status" className={styles.reason}>
        {isLong ? 'Waiting for the server, which takes longer than it should. What you changed is safe.' : ''}
      </p>
    </>
  );
}
