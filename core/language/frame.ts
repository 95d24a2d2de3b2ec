import { dayOf, weekdayOf } from '../recurrence/epoch-day.ts';
import { wallClockAt } from '../recurrence/occurrences.ts';
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

/** Where and when a text is read: everything a phrase may refer to without saying it. */
export interface Frame {
  readonly nowEpochMs: number;
  readonly zone: string;
  /** The user's date. */
  readonly today: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly dayparts: DaypartTimes;
}

export function frameOf(nowEpochMs: number, zone: string, dayparts: DaypartTimes): Frame {
  const today = wallClockAt(nowEpochMs, zone).slice(0, 10);
  return { nowEpochMs, zone, today, weekday: weekdayOf(dayOf(today)), dayparts };
}

/** Whether a wall-clock time is still ahead. */
export function isAhead(local: string, frame: Frame): boolean {
  return wallClockToEpochMs(local, frame.zone) > frame.nowEpochMs;
}
