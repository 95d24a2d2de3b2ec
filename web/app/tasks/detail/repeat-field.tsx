import { CirclePause, Repeat } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Link } from 'react-aria-components';
import type { SeriesView } from '#core/query/series-query.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import type { Series } from '#core/series/series.ts';
import type { Task } from '#core/task/task.ts';
import { newId } from '../../commands/mint-id.ts';
import { startSeries } from '../../commands/series-writes.ts';
import { shownSeries } from '../../commands/shown-series.ts';
import { LazyRepeatDialog } from '../../repeat/lazy-repeat-dialog.tsx';
import { dueOfSlot } from '../../repeat/repeat-value.ts';
import { SeriesActions } from '../../repeat/series-actions.tsx';
import { triggerWords } from '../../repeat/trigger-words.ts';
import { useRepeatClock } from '../../repeat/use-repeat-clock.ts';
import { useWorkspace } from '../../shell/workspace.tsx';
import { dueSentence } from '../../ui/format/due-sentence.ts';
import { Switch } from '../../ui/parts/switch.tsx';
import { useTaskActions } from '../task-actions.tsx';
import styles from './repeat-field.module.css';

export interface RepeatFieldProps {
  task: Task;
  /** The series it is an occurrence of, as loaded; null while that is not known. */
  view: SeriesView | null;
  isOnlyThis: boolean;
  onOnlyThisChange: (isOnlyThis: boolean) => void;
}

/** How a task repeats, and what can be done about it. */
export function RepeatField({ task, view, isOnlyThis, onOnlyThisChange }: RepeatFieldProps) {
  const { tasks: state } = useWorkspace();
  const loaded = view?.series.id === task.series?.id ? view : null;
  const known = task.series ? state.confirmedSeries.get(task.series.id) : undefined;
  const series = loaded ? shownSeries(state, loaded.series) : known && shownSeries(state, known);
  if (!task.series || series?.status === 'stopped') return <NotRepeating task={task} />;
  if (!series) return <span className={styles.muted}>Repeats</span>;
  const isCurrent = series.current.taskId === task.id;
  const isOver = series.status === 'finished';
  return (
    <div className={styles.repeat}>
      <Link href={`/repeating/${series.id}`} className={styles.rule}>
        {series.status === 'paused' ? <CirclePause aria-hidden="true" /> : <Repeat aria-hidden="true" />}
        <span>{describeRecurrence(series)}</span>
      </Link>
      <p className={styles.muted}>
        {isCurrent ? <Next series={series} upcoming={loaded?.upcoming ?? null} /> : 'This is an earlier one of them.'}
      </p>
      {isCurrent && !isOver ? (
        <SeriesActions
          series={{ ...series, title: task.title }}
          canSkip={task.status === 'open' && task.deletedAt === null}
        />
      ) : null}
      <Link href={`/repeating/${series.id}`} className={styles.edit}>
        Edit the series
      </Link>
      {isCurrent && !isOver ? (
        <Switch isSelected={isOnlyThis} onChange={onOnlyThisChange} help={isOnlyThis ? ONLY_THIS : FOLLOWING}>
          Change only this one
        </Switch>
      ) : null}
    </div>
  );
}

const ONLY_THIS = 'Title, notes, priority and tags: the next ones stay as they are.';
const FOLLOWING = 'Title, notes, priority and tags: the next ones follow what you change here.';

function Next({ series, upcoming }: { series: Series; upcoming: SeriesView['upcoming'] }) {
  const clock = useRepeatClock();
  if (series.status === 'paused') return 'Paused: nothing more is made until you resume.';
  if (series.status === 'finished') return 'This is the last one.';
  const comes = `The next comes ${triggerWords(series.trigger)}`;
  return upcoming ? `${comes}: ${dueSentence(dueOfSlot(upcoming.slot, series.zone), clock)}.` : `${comes}.`;
}

function NotRepeating({ task }: { task: Task }) {
  const [isOpen, setOpen] = useState(false);
  const { write } = useTaskActions();
  const clock = useRepeatClock();
  return (
    <>
      <AriaButton className={styles.none} isDisabled={task.deletedAt !== null} onPress={() => setOpen(true)}>
        <Repeat aria-hidden="true" />
        <span>{task.series ? 'No longer repeats' : 'Does not repeat'}</span>
      </AriaButton>
      {isOpen ? (
        <LazyRepeatDialog
          title="Repeat"
          due={task.due}
          value={null}
          clock={clock}
          onClose={() => setOpen(false)}
          onSave={({ due, rule, trigger }) => {
            const text = describeRecurrence({ rule, start: due.kind === 'date' ? due.date : due.local });
            write(startSeries(task, { seriesId: newId('series'), due, rule, trigger }, text));
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
