import { type CalendarDate, parseDate } from '@internationalized/date';
import { Button } from 'react-aria-components';
import { Temporal } from 'temporal-polyfill';
import { localDateAt } from '#core/time/local.ts';
import { dueSentence } from '../format/due-sentence.ts';
import { formatWallClock } from '../format/format-wall-clock.ts';
import { VisuallyHidden } from '../parts/visually-hidden.tsx';
import { DueCalendar } from './due-calendar.tsx';
import type { DueFieldProps } from './due-field.tsx';
import styles from './due-panel.module.css';
import { DueTime } from './due-time.tsx';
import { type DueParts, dueOf, dueParts, dueShortcuts } from './due-value.ts';
import { TypedDue } from './typed-due.tsx';

export interface DuePanelProps extends Omit<DueFieldProps, 'trigger' | 'isOpen' | 'onOpenChange' | 'label'> {
  onDone: () => void;
}

/** The inside of the due popover, also for a dialog. */
export function DuePanel({ value, onChange, onDone, isRequired = false, ...field }: DuePanelProps) {
  const { nowMs, zone, locale } = field;
  const parts = value ? dueParts(value) : null;
  const today = localDateAt(nowMs, zone);
  const set = (changed: Partial<DueParts>) =>
    onChange(dueOf({ date: today, time: null, zone: null, ...parts, ...changed }));

  return (
    <div className={styles.panel}>
      <TypedDue
        value={parts}
        today={today}
        locale={locale}
        onRead={({ date, time }) => {
          set({ date, ...(time === null ? {} : { time }) });
          onDone();
        }}
      />
      <div className={styles.shortcuts}>
        {dueShortcuts(today).map(({ label, date }) => (
          <Button
            key={label}
            className={styles.shortcut}
            data-chosen={parts?.date === date || undefined}
            onPress={() => {
              set({ date });
              onDone();
            }}
          >
            <span>{label}</span>
            <span className={styles.day} aria-hidden="true">
              {shortDay(date, today, locale)}
            </span>
            <VisuallyHidden>{longDay(date, locale)}</VisuallyHidden>
          </Button>
        ))}
      </div>
      <DueCalendar
        value={parts ? parseDate(parts.date) : null}
        today={parseDate(today)}
        locale={locale}
        weekStart={field.weekStart}
        onChange={(date: CalendarDate) => set({ date: date.toString() })}
      />
      <DueTime parts={parts} userZone={zone} zones={field.zones} onChange={set} />
      <div className={styles.foot}>
        <p className={styles.sentence} role="status">
          {value ? dueSentence(value, { nowMs, zone, locale }) : 'No due date'}
        </p>
        {value && !isRequired ? (
          <Button
            className={styles.clear}
            onPress={() => {
              onChange(null);
              onDone();
            }}
          >
            No date
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function longDay(date: string, locale: string): string {
  return formatWallClock(Temporal.PlainDate.from(date), locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The weekday while that is enough, then the date. */
function shortDay(date: string, today: string, locale: string): string {
  const day = Temporal.PlainDate.from(date);
  const isNear = Temporal.PlainDate.from(today).until(day).days < 7;
  return formatWallClock(day, locale, isNear ? { weekday: 'short' } : { day: 'numeric', month: 'short' });
}
