import type { Priority } from '../../task/task.ts';
import type { Daypart } from '../frame.ts';
import type { Amount, UnitWord } from '../meanings/amount.ts';
import type { DayKind } from '../meanings/calendar.ts';
import type { Clock } from '../meanings/clock.ts';
import type { DateReading } from '../meanings/date.ts';
import type { Every } from '../meanings/repeat.ts';
import type { TimeReading } from '../meanings/time.ts';
import type { Reader } from './reader.ts';

/** What can stand in a phrase besides its words. Weekdays count from 0, Monday; months and days from 1. */
export interface SlotValues {
  /** A number in digits. */
  number: number;
  /** The same, or a word for it. */
  n: number;
  /** The whole part of a word for a number and a half. */
  half: number;
  unit: UnitWord;
  amount: Amount;
  weekday: number;
  /** A word for a weekday that is another one's as well: `mar`, the sea. */
  timedDay: number;
  timedSet: readonly number[];
  /** One or more weekdays, a range of them, or the set that a word stands for (`weekend`). */
  weekdays: readonly number[];
  /** The part of such a list that stands between two commas. */
  dayGroup: readonly number[];
  /** Weekdays in a form that says "each of them": `tuesdays`. */
  pluralDays: readonly number[];
  /** The same as one word for several: `weekends`. */
  pluralWord: readonly number[];
  /** Days that a word or a range names by itself: `weekends`. */
  daySet: readonly number[];
  month: number;
  /** A day of the month in digits, with or without the ending of an ordinal. */
  day: number;
  /** A place in a row: first is 1. In digits only with the ending of an ordinal. */
  ordinal: number;
  /** The same, or -1 for the last. */
  nth: number;
  nths: readonly number[];
  /** Days of a month as ordinals. */
  days: readonly number[];
  /** The same in digits only: `every second` is no day of the month. */
  dayNumbers: readonly number[];
  /** What an `nth` counts. */
  dayKind: DayKind;
  year: number;
  /** A day of some year, as `{month, day}`. */
  monthDay: { readonly month: number; readonly day: number };
  clock: Clock;
  /** Of a clock, 0 to 24. */
  hour: number;
  daypart: Daypart;
  minute: number;
  /** Days from today, as a word: tomorrow is 1. */
  relativeDay: number;
  /** A date in digits only. */
  numericDate: DateReading;
  date: DateReading;
  time: TimeReading;
  every: Every;
  /** How often, in one word: daily, weekly. */
  often: Amount;
  level: Priority;
}

export type Slots = { readonly [Name in keyof SlotValues | `${keyof SlotValues}2`]?: SlotOf<Name> };
type SlotOf<Name extends string> = Name extends keyof SlotValues
  ? SlotValues[Name]
  : Name extends `${infer Plain extends keyof SlotValues}2`
    ? SlotValues[Plain]
    : never;

export type Readers = { readonly [Name in keyof SlotValues]: Reader<SlotValues[Name]> };
