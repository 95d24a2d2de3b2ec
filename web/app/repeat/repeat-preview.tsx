import { CalendarClock, Info } from 'lucide-react';
import { Temporal } from 'temporal-polyfill';
import type { RecurrencePreview } from '#core/recurrence/recurrence-preview.ts';
import type { Trigger } from '#core/series/series.ts';
import { dayInWords, placeOf } from '../ui/format/due-sentence.ts';
import { DateStrip } from './date-strip.tsx';
import styles from './repeat-preview.module.css';
import { slotWords } from './slot-words.ts';

export interface RepeatPreviewProps {
  preview: RecurrencePreview;
  trigger: Trigger;
  /** The user's date. */
  today: string;
  locale: string;
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  weekStart: number;
  /** Said when it is not the reader's own. */
  zone: string | null;
}

/** What a rule comes to: in words, and its next dates, with what is special about some of them. */
export function RepeatPreview({ preview, trigger, today, locale, weekStart, zone }: RepeatPreviewProps) {
  const { occurrences, last, text, start, isStartMoved } = preview;
  const thisYear = Number(today.slice(0, 4));
  const ends = last !== null && occurrences.at(-1)?.local === last.local;
  return (
    <section aria-label="What it comes to" className={styles.preview}>
      <p className={styles.text} role="status">
        {text}
        {zone === null ? '' : `, ${placeOf(zone)} time`}
      </p>
      {isStartMoved ? (
        <p className={styles.note}>
          <Info aria-hidden="true" />
          The first is on {dayInWords(Temporal.PlainDate.from(start.slice(0, 10)), thisYear, locale)}, the next day that
          fits.
        </p>
      ) : null}
      <DateStrip slots={occurrences.map(({ local }) => local)} today={today} locale={locale} weekStart={weekStart} />
      <h3 className={styles.heading}>{headingOf(trigger, occurrences.length, ends)}</h3>
      <ol className={styles.dates}>
        {occurrences.map(({ local, notes }) => (
          <li key={local} className={styles.date}>
            <span className={styles.day}>{slotWords(local, thisYear, locale)}</span>
            <span className={styles.when}>{distance(today, local)}</span>
            {notes.map((note) => (
              <span key={note.kind} className={styles.note}>
                <CalendarClock aria-hidden="true" />
                {note.text}
              </span>
            ))}
          </li>
        ))}
      </ol>
      {last === null || ends ? null : (
        <p className={styles.end}>The last is {slotWords(last.local, thisYear, locale)}.</p>
      )}
    </section>
  );
}

function headingOf(trigger: Trigger, count: number, ends: boolean): string {
  const dates = ends ? (count === 1 ? 'The only date' : `All ${count} dates`) : `The next ${count} dates`;
  const isFromCompletion = trigger.kind === 'on_completion' && trigger.anchor === 'completion';
  return isFromCompletion ? `${dates}, if each is done on its day` : dates;
}

function distance(today: string, slot: string): string {
  const [from, to] = [Temporal.PlainDate.from(today), Temporal.PlainDate.from(slot.slice(0, 10))];
  const { days } = from.until(to);
  if (days < 0) return 'past';
  if (days < 2) return days === 0 ? 'today' : 'tomorrow';
  if (days < 28) return `in ${days} days`;
  const { months } = from.until(to, { largestUnit: 'months' });
  if (months < 2) return `in ${Math.floor(days / 7)} weeks`;
  return months < 24 ? `in ${months} months` : `in ${Math.floor(months / 12)} years`;
}
