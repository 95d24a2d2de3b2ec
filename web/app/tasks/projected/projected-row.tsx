// biome-ignore-all lint/a11y/useSemanticElements: a row of the grid of tasks, which is no table.
// biome-ignore-all lint/a11y/useFocusableInteractive: what has the focus in it are its buttons.
import { CalendarClock, Plus, Repeat, SkipForward } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { ProjectedOccurrence } from '#core/query/series-query.ts';
import { useRepeatClock } from '../../repeat/use-repeat-clock.ts';
import { DueField } from '../../ui/due/due-field.tsx';
import { IconButton } from '../../ui/parts/icon-button.tsx';
import { VisuallyHidden } from '../../ui/parts/visually-hidden.tsx';
import { DueLabel } from '../../ui/task/due-label.tsx';
import { rowDue } from '../row-due.ts';
import type { View } from '../view.ts';
import styles from './projected-row.module.css';
import type { Projected } from './use-projected.ts';

export interface ProjectedRowProps {
  occurrence: ProjectedOccurrence;
  grouping: View['grouping'];
  actions: Pick<Projected, 'make' | 'skip'>;
}

/** A date ahead of something that repeats: no task yet, and one press from being one. */
export function ProjectedRow({ occurrence, grouping, actions }: ProjectedRowProps) {
  const clock = useRepeatClock();
  const { title, seriesId, due } = occurrence;
  const words = rowDue(due, clock, grouping);
  return (
    <div role="row" aria-label={`${title}, not a task yet`} className={styles.row}>
      <div role="gridcell" className={styles.cell}>
        <span className={styles.ring} aria-hidden="true" />
        <div className={styles.body}>
          <Link href={`/repeating/${seriesId}`} className={styles.title}>
            {title}
          </Link>
          <VisuallyHidden>not a task yet</VisuallyHidden>
          <span className={styles.meta}>
            <Repeat aria-hidden="true" />
            {words ? <DueLabel due={words} /> : null}
          </span>
        </div>
        <div className={styles.actions}>
          <IconButton
            label={`Make “${title}” now`}
            icon={<Plus aria-hidden="true" />}
            onPress={() => actions.make(occurrence)}
          />
          <DueField
            {...clock}
            label={`Make “${title}” for another day`}
            isRequired
            value={due}
            onChange={(next) => next && actions.make(occurrence, next)}
            trigger={
              <IconButton label={`Make “${title}” for another day`} icon={<CalendarClock aria-hidden="true" />} />
            }
          />
          <IconButton
            label={`Skip “${title}”`}
            icon={<SkipForward aria-hidden="true" />}
            onPress={() => actions.skip(occurrence)}
          />
        </div>
      </div>
    </div>
  );
}
