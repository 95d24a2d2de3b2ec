import { Link } from 'react-aria-components';
import type { SeriesView } from '#core/query/series-query.ts';
import { shownSeries } from '#web/app/commands/shown-series.ts';
import { resolveTask } from '#web/app/commands/task-state.ts';
import { dueOfSlot } from '#web/app/repeat/repeat-value.ts';
import { slotWords } from '#web/app/repeat/slot-words.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { dueWords } from '#web/app/ui/format/due-words.ts';
import styles from './repeating.module.css';
import { StatusIcon } from './status-icon.tsx';
import { statusWords } from './status-words.ts';

/** One series in the list of all: what it is called, how it repeats, what comes next and what it has come to. */
export function SeriesRow({ view }: { view: SeriesView }) {
  const { tasks: state, overview, nowMs, today } = useWorkspace();
  const { locale } = overview.settings;
  const series = shownSeries(state, view.series);
  const task = view.task && resolveTask(state, view.task);
  const thisYear = Number(today.slice(0, 4));
  const open = task && task.status === 'open' && task.deletedAt === null ? task.due : null;
  const due = open ?? (view.upcoming ? dueOfSlot(view.upcoming.slot, series.zone) : null);
  const words = due && series.status === 'active' ? dueWords(due, { nowMs, ...overview.settings }) : null;
  return (
    <li className={styles.row} data-status={series.status}>
      <span className={styles.icon}>
        <StatusIcon status={series.status} />
      </span>
      <div className={styles.what}>
        <Link href={`/repeating/${series.id}`} className={styles.title}>
          {task?.title ?? 'A task that is gone'}
        </Link>
        <span className={styles.rule}>
          {view.text}
          {view.lastSlot === null ? null : `, the last ${slotWords(view.lastSlot, thisYear, locale)}`}
        </span>
      </div>
      <div className={styles.numbers}>
        <span className={styles.next} data-tone={words?.tone}>
          {words ? words.text : statusWords[series.status]}
        </span>
        <span>
          {view.done} of {view.made} done
        </span>
      </div>
    </li>
  );
}
