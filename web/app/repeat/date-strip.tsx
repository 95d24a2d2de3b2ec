import { Temporal } from 'temporal-polyfill';
import { formatWallClock } from '../ui/format/format-wall-clock.ts';
import styles from './date-strip.module.css';

const CELL = 10;
const DAYS = 7;
const MIN_WEEKS = 12;
/** Beyond a year the picture would be dots in a desert. */
const MAX_WEEKS = 54;
/** Of the column it stands in, in px. */
const WIDTH = 240;
const LABEL = 9;
/** A few weeks are drawn larger, but not to fill the column. */
const MAX_SCALE = 1.7;

export interface DateStripProps {
  /** Dates or wall-clock times, in order. */
  slots: readonly string[];
  /** The user's date. */
  today: string;
  locale: string;
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  weekStart: number;
}

/** The pattern of a rule at a glance: a column a week, a row a weekday. What it shows stands beside it in words. */
export function DateStrip({ slots, today, locale, weekStart }: DateStripProps) {
  const days = slots.map((slot) => Temporal.PlainDate.from(slot.slice(0, 10)));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return null;
  const origin = first.subtract({ days: (first.dayOfWeek - weekStart + DAYS) % DAYS });
  const weeks = Math.max(MIN_WEEKS, Math.floor(origin.until(last).days / DAYS) + 1);
  if (weeks > MAX_WEEKS) return null;
  const size = LABEL / Math.min(1, WIDTH / (weeks * CELL));
  const hits = new Set(days.map((day) => origin.until(day).days));
  const now = origin.until(Temporal.PlainDate.from(today)).days;
  const kind = (day: number) => (hits.has(day) ? styles.hit : day === now ? styles.today : styles.day);
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${weeks * CELL} ${DAYS * CELL + size * 1.4}`}
      width={weeks * CELL * MAX_SCALE}
      aria-hidden="true"
    >
      {monthStarts(origin, weeks).map(({ week, month }) => (
        <text key={week} x={week * CELL} y={size} fontSize={size} className={styles.month}>
          {formatWallClock(month, locale, { month: 'short' })}
        </text>
      ))}
      {Array.from({ length: weeks * DAYS }, (_, day) => (
        <rect
          key={day}
          x={Math.floor(day / DAYS) * CELL + 1}
          y={(day % DAYS) * CELL + size * 1.4 + 1}
          width={CELL - 2}
          height={CELL - 2}
          rx={2}
          className={kind(day)}
        />
      ))}
    </svg>
  );
}

/** The weeks in which a month begins. */
function monthStarts(origin: Temporal.PlainDate, weeks: number): { week: number; month: Temporal.PlainDate }[] {
  const starts: { week: number; month: Temporal.PlainDate }[] = [];
  for (let month = origin.with({ day: 1 }).add({ months: 1 }); ; month = month.add({ months: 1 })) {
    const week = Math.floor(origin.until(month).days / DAYS);
    // A name at the edge would be cut.
    if (week > weeks - 3) return starts;
    starts.push({ week, month });
  }
}
