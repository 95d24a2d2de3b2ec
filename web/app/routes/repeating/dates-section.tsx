import { CalendarClock, Info, Plus, SkipForward } from 'lucide-react';
import { Link } from 'react-aria-components';
import type { ProjectedOccurrence, SeriesOccurrence } from '#core/query/series-query.ts';
import type { Series } from '#core/series/series.ts';
import { dueOfSlot } from '#web/app/repeat/repeat-value.ts';
import { slotWords } from '#web/app/repeat/slot-words.ts';
import { useRepeatClock } from '#web/app/repeat/use-repeat-clock.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { type Projected, useProjected } from '#web/app/tasks/projected/use-projected.ts';
import { DueField } from '#web/app/ui/due/due-field.tsx';
import { IconButton } from '#web/app/ui/parts/icon-button.tsx';
import { PageSection } from './page-section.tsx';
import styles from './series-page.module.css';

export interface DatesSectionProps {
  series: Series;
  title: string;
  dates: readonly SeriesOccurrence[];
  /** Where in the log they were true. */
  seq: number;
}

/** The next dates, each of which can be made now, moved or left out. */
export function DatesSection({ series, title, dates, seq }: DatesSectionProps) {
  const { today } = useWorkspace();
  const clock = useRepeatClock();
  const ahead = dates.filter(({ state }) => state === 'ahead');
  const projected = useProjected(
    ahead.map(({ slot }) => ({ seriesId: series.id, title, slot, due: dueOfSlot(slot, series.zone) })),
    seq,
  );
  const thisYear = Number(today.slice(0, 4));
  return (
    <PageSection title="Next dates">
      {series.status === 'active' && dates.length > 0 ? (
        <ol className={styles.dates}>
          {dates.map((date) => {
            const words = slotWords(date.slot, thisYear, clock.locale);
            const open = projected.shown.find(({ slot }) => slot === date.slot);
            return (
              <li key={date.slot} className={styles.date} data-state={open ? 'ahead' : date.state}>
                <div className={styles.slot}>
                  <span className={styles.day}>{words}</span>
                  {date.notes.map((note) => (
                    <span key={note.kind} className={styles.note}>
                      <Info aria-hidden="true" />
                      {note.text}
                    </span>
                  ))}
                </div>
                {open ? <DateActions occurrence={open} words={words} actions={projected} /> : <Outcome date={date} />}
              </li>
            );
          })}
        </ol>
      ) : (
        <p className={styles.quiet}>{emptyWords(series)}</p>
      )}
    </PageSection>
  );
}

interface DateActionsProps {
  occurrence: ProjectedOccurrence;
  words: string;
  actions: Pick<Projected, 'make' | 'skip'>;
}

function DateActions({ occurrence, words, actions: { make, skip } }: DateActionsProps) {
  const clock = useRepeatClock();
  return (
    <>
      <IconButton label={`Make ${words} now`} icon={<Plus aria-hidden="true" />} onPress={() => make(occurrence)} />
      <DueField
        {...clock}
        label={`Move ${words}`}
        isRequired
        value={occurrence.due}
        onChange={(due) => due && make(occurrence, due)}
        trigger={<IconButton label={`Move ${words}`} icon={<CalendarClock aria-hidden="true" />} />}
      />
      <IconButton label={`Skip ${words}`} icon={<SkipForward aria-hidden="true" />} onPress={() => skip(occurrence)} />
    </>
  );
}

/** What has become of a date that is no longer to come. */
function Outcome({ date }: { date: SeriesOccurrence }) {
  if (date.state === 'skipped') return <span className={styles.outcome}>Skipped</span>;
  if (date.taskId === null) return null;
  return (
    <Link href={`?task=${date.taskId}`} className={styles.outcome}>
      Made already
    </Link>
  );
}

function emptyWords({ status, trigger }: Series): string {
  if (status === 'paused') return 'Paused: nothing is made until you resume.';
  if (status === 'stopped') return 'Stopped: nothing more is made.';
  if (status === 'finished') return 'All of them are made.';
  if (trigger.kind === 'on_completion' && trigger.anchor === 'completion') {
    return 'The next date is known when the current one is done: it counts from that day.';
  }
  return 'None after the current one.';
}
