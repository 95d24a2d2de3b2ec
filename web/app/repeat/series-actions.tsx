import { Pause, Play, SkipForward, Square } from 'lucide-react';
import { useState } from 'react';
import type { Series } from '#core/series/series.ts';
import { type NamedSeries, pauseSeries, resumeSeries, skipCurrent, stopSeries } from '../commands/series-writes.ts';
import { useTaskActions } from '../tasks/task-actions.tsx';
import { Button } from '../ui/parts/button.tsx';
import styles from './series-actions.module.css';
import { StopDialog } from './stop-dialog.tsx';

export interface SeriesActionsProps {
  series: NamedSeries & Pick<Series, 'status'>;
  /** The newest one is open, so it can be left out. */
  canSkip: boolean;
}

/** What can be done with a series as a whole. One that is stopped or finished offers nothing. */
export function SeriesActions({ series, canSkip }: SeriesActionsProps) {
  const { write } = useTaskActions();
  const [isStopping, setStopping] = useState(false);
  const { status } = series;
  if (status === 'stopped' || status === 'finished') return null;
  return (
    <div className={styles.actions}>
      {canSkip && status === 'active' ? (
        <Button size="small" icon={<SkipForward aria-hidden="true" />} onPress={() => write(skipCurrent(series))}>
          Skip this one
        </Button>
      ) : null}
      {status === 'paused' ? (
        <Button size="small" icon={<Play aria-hidden="true" />} onPress={() => write(resumeSeries(series))}>
          Resume
        </Button>
      ) : (
        <Button size="small" icon={<Pause aria-hidden="true" />} onPress={() => write(pauseSeries(series))}>
          Pause
        </Button>
      )}
      <Button
        size="small"
        icon={<Square aria-hidden="true" />}
        aria-label="Stop repeating"
        onPress={() => setStopping(true)}
      >
        Stop
      </Button>
      {isStopping ? (
        <StopDialog title={series.title} onStop={() => write(stopSeries(series))} onClose={() => setStopping(false)} />
      ) : null}
    </div>
  );
}
