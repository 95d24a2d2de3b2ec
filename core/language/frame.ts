import { dayOf, weekdayOf } from '../recurrence/epoch-day.ts';
import { wallClockAt } from '../recurrence/occurrences.ts';
import { rememberLast } from '../remember-last.ts';
import { wallClockToEpochMs } from '../time/local.ts';

export const DAYPARTS = ['morning', 'noon', 'afternoon', 'endOfDay', 'evening', 'night', 'midnight'] as const;
export type Daypart = (typeof DAYPARTS)[number];

/** When the parts of a day begin, as `09:00`. Midnight is the one that ends the day. */
export type DaypartTimes = Readonly<Record<Daypart, string>>;

export const DAYPART_TIMES: DaypartTimes = {
  morning: '09:00',
  noon: '12:00',
  afternoon: '12:00',
  endOfDay: '17:00',
  evening: '19:00',
  night: '20:00',
  midnight: '00:00',
};

export const DATE_ORDERS = ['month_first', 'day_first'] as const;
/** What stands first in a date of digits that can be read both ways. */
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What a user has chosen of how words are meant. What is absent or null is as everybody has it. */
export interface Choices {
  readonly dayparts?: Partial<Record<Daypart, string | null>> | undefined;
  /** Null is the language's own. */
  readonly dateOrder?: DateOrder | null | undefined;
}

/** Where days without a year or week are looked for: a task lies ahead; what was done or made lies behind. */
export type Lean = 'ahead' | 'behind';

/** Where and when a text is read: everything a phrase may refer to without saying it. */
export interface Frame {
  readonly nowEpochMs: number;
  readonly zone: string;
  /** The user's date. */
  readonly today: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly dayparts: DaypartTimes;
  readonly dateOrder: DateOrder | null;
  readonly lean: Lean;
}

export function frameOf(
  nowEpochMs: number,
  zone: string,
  { dayparts = {}, dateOrder = null }: Choices = {},
  lean: Lean = 'ahead',
): Frame {
  const today = dateAt(nowEpochMs, zone);
  const weekday = weekdayOf(dayOf(today));
  return { nowEpochMs, zone, today, weekday, dayparts: daypartTimes(dayparts), dateOrder, lean };
}

const dateAt = rememberLast(
  (epochMs: number, zone: string) => wallClockAt(epochMs, zone).slice(0, 10),
  (epochMs, zone) => `${epochMs} ${zone}`,
);

function daypartTimes(chosen: NonNullable<Choices['dayparts']>): DaypartTimes {
  const times = { ...DAYPART_TIMES };
  for (const daypart of DAYPARTS) times[daypart] = chosen[daypart] ?? times[daypart];
  return times;
}

/** Whether a wall-clock time is still ahead. */
export function isAhead(local: string, frame: Frame): boolean {
  return wallClockToEpochMs(local, frame.zone) > frame.nowEpochMs;
}
