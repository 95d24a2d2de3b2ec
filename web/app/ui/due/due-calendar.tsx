import type { CalendarDate } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
  I18nProvider,
} from 'react-aria-components';
import styles from './due-calendar.module.css';

/** By ISO number: 1 is Monday, 7 Sunday. */
const weekDays = [undefined, 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export interface DueCalendarProps {
  value: CalendarDate | null;
  today: CalendarDate;
  locale: string;
  /** First day of the week, ISO 8601: 1 is Monday, 7 Sunday. */
  weekStart: number;
  onChange: (date: CalendarDate) => void;
}

/** One month. Arrows move by days, Page keys by months. */
export function DueCalendar({ value, today, locale, weekStart, onChange }: DueCalendarProps) {
  return (
    <I18nProvider locale={locale}>
      <Calendar
        aria-label="Due date"
        className={styles.calendar}
        value={value}
        defaultFocusedValue={value ?? today}
        firstDayOfWeek={weekDays[weekStart]}
        onChange={onChange}
      >
        <div className={styles.header}>
          <Heading className={styles.month} />
          <Button slot="previous" className={styles.turn}>
            <ChevronLeft aria-hidden="true" />
          </Button>
          <Button slot="next" className={styles.turn}>
            <ChevronRight aria-hidden="true" />
          </Button>
        </div>
        <CalendarGrid className={styles.grid} weekdayStyle="short">
          <CalendarGridHeader>
            {(day) => <CalendarHeaderCell className={styles.weekday}>{day}</CalendarHeaderCell>}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => (
              <CalendarCell
                date={date}
                className={styles.day}
                // Today in the user's zone, which is not always the device's.
                {...(date.compare(today) === 0 ? { 'data-here': true } : {})}
              />
            )}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
    </I18nProvider>
  );
}
