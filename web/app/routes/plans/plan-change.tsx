import { ArrowRightLeft, CircleCheck, CircleDashed, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DiffAction, DiffEntry } from '#core/plan/diff.ts';
import { ActivityMark } from '#web/app/ui/activity/activity-mark.tsx';
import { DiffView } from '#web/app/ui/activity/diff-view.tsx';
import type { Change } from '../activity/change-values.ts';
import { listHref, seriesHref, taskHref, viewHref } from '../activity/subject-href.ts';
import styles from './plan-page.module.css';
import { actionWord } from './plan-words.ts';

const icons: Readonly<Record<DiffAction, ReactNode>> = {
  created: <Plus />,
  changed: <Pencil />,
  moved: <ArrowRightLeft />,
  completed: <CircleCheck />,
  reopened: <CircleDashed />,
  deleted: <Trash2 />,
  restored: <RotateCcw />,
};

const hrefs = { task: taskHref, list: listHref, view: viewHref, series: seriesHref, settings: () => '/settings' };
const names = { task: 'Task', list: 'List', view: 'View', series: 'Schedule of', settings: 'Settings' };

export interface PlanChangeProps {
  entry: DiffEntry;
  changes: Change[];
  /** A task that is not there yet has no page. */
  isThere: boolean;
}

/** What becomes of one thing. */
export function PlanChange({ entry, changes, isThere }: PlanChangeProps) {
  const { kind, id, title, action } = entry;
  const name = kind === 'task' ? title : `${names[kind]} ${title}`.trim();
  return (
    <li className={styles.change} data-action={action}>
      <ActivityMark icon={icons[action]} tone={action === 'deleted' ? 'danger' : 'regular'} />
      <div className={styles.body}>
        <p className={styles.what}>
          <span className={styles.verb}>{actionWord(action)}</span>{' '}
          {isThere ? <Link to={hrefs[kind](id)}>{name}</Link> : <span className={styles.name}>{name}</span>}
        </p>
        {changes.map((change) => (
          <DiffView key={change.field} {...change} />
        ))}
      </div>
    </li>
  );
}
