import type { Daypart } from '../frame.ts';
import type { Meaning } from '../grammar/phrases.ts';

/** A time of day as it was said. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** `half` is an hour from 1 to 12 of which only the part of the day tells which half it is in; `full` tells itself. */
  readonly hours: 'half' | 'full';
  /** With a colon, but no am or pm: 24 hours, unless a part of the day decides. */
  readonly isDigital: boolean;
}

function clock(hour: number, minute: number, rest: Partial<Clock> = {}): Clock | null {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return null;
  return { hour, minute, hours: hour >= 1 && hour <= 12 ? 'half' : 'full', isDigital: false, ...rest };
}

/** A time with am or pm. */
function halfDay(hour: number, minute: number, isAfternoon: boolean): Clock | null {
  if (hour < 1 || hour > 12) return null;
  return clock((hour % 12) + (isAfternoon ? 12 : 0), minute, { hours: 'full' });
}

/** How clock times are said. What names an hour only (`at 3`) is no clock time by itself, see `TIME_MEANINGS`. */
export const CLOCK_MEANINGS = {
  am: ({ hour = -1, minute = 0 }) => halfDay(hour, minute, false),
  pm: ({ hour = -1, minute = 0 }) => halfDay(hour, minute, true),
  digital: ({ hour = -1, minute = -1 }) => clock(hour, minute, { isDigital: true }),
  oClock: ({ hour = -1 }) => clock(hour, 0),
  halfPast: ({ hour = -1, half = hour }) => clock(half, 30),
  halfTo: ({ hour = -1 }) => (hour === 1 ? clock(12, 30) : clock(hour - 1, 30)),
  quarterPast: ({ hour = -1 }) => clock(hour, 15),
  quarterTo: ({ hour = -1 }) => (hour === 1 ? clock(12, 45) : clock(hour - 1, 45)),
} satisfies Record<string, Meaning<Clock>>;

/** A time of day, and whether it is of the day after the one that is named: the midnight that ends it. */
export interface TimeOfDay {
  /** `15:00` */
  readonly time: string;
  readonly isNextDay: boolean;
}

/** The wall-clock time of what was said, in a part of the day or without one. */
export function timeOfDay({ hour, minute, hours, isDigital }: Clock, daypart: Daypart | null): TimeOfDay {
  const at = (value: number) => ({ time: timeText(value % 24, minute), isNextDay: value >= 24 });
  if (hours === 'full') return at(hour);
  switch (daypart) {
    case null:
      if (isDigital) return at(hour);
      return at(hour <= 7 ? hour + 12 : hour);
    case 'morning':
      return at(hour % 12);
    case 'noon':
      return at(hour < 10 ? hour + 12 : hour);
    case 'afternoon':
    case 'endOfDay':
      return at(hour === 12 ? 12 : hour + 12);
    case 'evening':
      return at(hour + 12);
    case 'night':
    case 'midnight':
      // Eleven at night is late, two at night is early, on the day that follows.
      return at(hour === 12 || hour < 5 ? (hour % 12) + 24 : hour + 12);
  }
}

export function timeText(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
