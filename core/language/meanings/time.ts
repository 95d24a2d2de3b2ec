import { wallClockAt } from '../../recurrence/occurrences.ts';
import type { Daypart, Frame } from '../frame.ts';
import type { Meaning } from '../grammar/phrases.ts';
import { type Amount, minutesOf } from './amount.ts';
import type { Clock } from './clock.ts';
import type { Form } from './date.ts';

/** A time as it is understood: a clock time, a part of the day, both, or a moment so long from now. */
export interface TimeReading {
  readonly clock: Clock | null;
  readonly daypart: Daypart | null;
  /** The day is today. */
  readonly isToday: boolean;
  /** A wall-clock date and time, where time runs from now on; nothing else counts then. */
  readonly local: string | null;
  readonly form: Form;
}

const PLAIN: TimeReading = { clock: null, daypart: null, isToday: false, local: null, form: 'noun' };
const NO_AMOUNT: Amount = { unit: 'minute', count: 0 };

function elapsed(amount: Amount, { nowEpochMs, zone }: Frame): TimeReading | null {
  const minutes = amount.unit === 'minute' || amount.unit === 'hour' ? minutesOf(amount) : null;
  return minutes === null
    ? null
    : { ...PLAIN, local: wallClockAt(nowEpochMs + minutes * 60_000, zone), form: 'adverb' };
}

/** How times are said. */
export const TIME_MEANINGS = {
  clock: ({ clock = null }) => ({ ...PLAIN, clock }),
  /** `at 3` */
  hour: ({ n = 0, hour = n }) => (hour > 23 ? null : { ...PLAIN, clock: hourClock(hour), form: 'hint' }),
  hourInDaypart: ({ n = 0, hour = n, daypart = null }) =>
    hour > 12 ? null : { ...PLAIN, clock: hourClock(hour), daypart },
  clockInDaypart: ({ clock = null, daypart = null }) => ({ ...PLAIN, clock, daypart }),
  /** `in the morning` */
  inDaypart: ({ daypart = null }) => ({ ...PLAIN, daypart, form: 'adverb' }),
  thisDaypart: ({ daypart = null }) => ({ ...PLAIN, daypart, isToday: true, form: 'adverb' }),
  tonight: () => ({ ...PLAIN, daypart: 'night', isToday: true, form: 'adverb' }),
  /** `noon`, `midnight`: a time as good as one in digits. */
  moment: ({ daypart = null }) => (daypart === null || !MOMENTS.includes(daypart) ? null : { ...PLAIN, daypart }),
  /** `morning` */
  daypart: ({ daypart = null }) =>
    daypart === null || MOMENTS.includes(daypart) ? null : { ...PLAIN, daypart, form: 'hint' },
  /** `4pm-5pm`: a task has no end, so the words stay and the beginning is offered. */
  range: ({ clock = null }) => ({ ...PLAIN, clock, form: 'guess' }),
  fromNow: ({ amount = NO_AMOUNT }, frame) => elapsed(amount, frame),
} satisfies Record<string, Meaning<TimeReading>>;

const MOMENTS: readonly Daypart[] = ['noon', 'midnight', 'endOfDay'];

function hourClock(hour: number): Clock {
  return { hour, minute: 0, hours: hour >= 1 && hour <= 12 ? 'half' : 'full', isDigital: false };
}
