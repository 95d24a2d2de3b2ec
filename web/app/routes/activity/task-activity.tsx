import { useEffect, useMemo } from 'react';
import { Link, useFetcher } from 'react-router';
import { Skeleton } from '#web/app/ui/parts/skeleton.tsx';
import { VisuallyHidden } from '#web/app/ui/parts/visually-hidden.tsx';
import styles from './activity.module.css';
import type { loader } from './activity.tsx';
import { ActivityEntry } from './activity-entry.tsx';
import { groupActivity } from './group-activity.ts';
import { useActivityContext } from './use-activity-context.ts';
import { useUndo } from './use-undo.ts';

const SHOWN = 8;

/** What happened to one task, for its panel. It loads by itself and follows what happens from then on. */
export function TaskActivity({ taskId }: { taskId: string }) {
  const { load, data } = useFetcher<typeof loader>({ key: `activity-${taskId}` });
  const ctx = useActivityContext();
  const undo = useUndo();
  useEffect(() => {
    void load(`/activity?task=${taskId}&per_page=${SHOWN}`);
  }, [load, taskId]);
  const actions = useMemo(
    () => (data ? groupActivity(data.page.events, ctx).flatMap((day) => day.actions) : []),
    [data, ctx],
  );
  if (!data) {
    return (
      <div role="status" className={styles.panel}>
        <VisuallyHidden>Loading the history…</VisuallyHidden>
        <Skeleton width="70%" />
        <Skeleton width="45%" />
      </div>
    );
  }
  return (
    <div className={styles.panel}>
      <ul>
        {actions.map((action) => (
          <ActivityEntry key={action.correlationId} action={action} ctx={ctx} undo={undo} isSubjectHidden />
        ))}
      </ul>
      <div role="status">
        <VisuallyHidden>{undo.outcome?.text ?? ''}</VisuallyHidden>
      </div>
      {data.page.total > data.page.events.length ? (
        <Link className={`link ${styles.panelFoot}`} to={`/activity?task=${taskId}`}>
          All {data.page.total} changes
        </Link>
      ) : null}
    </div>
  );
}
