import type { Daypart } from '../frame.ts';
import type { Meaning } from '../grammar/phrases.ts';
import { type Amount, minutesOf } from './amount.ts';
import type { DateReading, Form } from './date.ts';
import type { TimeReading } from './time.ts';

/** What a phrase says of reminders. */
export type ReminderReading = { readonly form: Form } & (
  | { readonly kind: 'before'; readonly minutes: readonly number[] }
  /** On the day before the due, at a time. */
  | { readonly kind: 'dayBefore'; readonly daypart: Daypart | null; readonly time: TimeReading | null }
  /** At a time of its own, on the due day when no date is said. */
  | { readonly kind: 'at'; readonly date: DateReading | null; readonly time: TimeReading | null }
  /** `remind me to …`: the due itself is to ring. Some languages say when it is in the middle of it. */
  | { readonly kind: 'ask'; readonly date: DateReading | null; readonly time: TimeReading | null }
);

/** The longest lead that a reminder can have, see core/reminder. */
const MAX_LEAD_MINUTES = 366 * 24 * 60;
const NO_AMOUNT: Amount = { unit: 'year', count: 0 };

function before(amounts: readonly Amount[], form: Form = 'firm'): ReminderReading | null {
  const minutes = amounts.map(minutesOf).filter((each) => each !== null && each <= MAX_LEAD_MINUTES);
  return minutes.length < amounts.length ? null : { kind: 'before', form, minutes: minutes.map(Number) };
}

/** How reminders are asked for. */
export const REMINDER_MEANINGS = {
  before: ({ amount = NO_AMOUNT }) => before([amount]),
  beforeTwice: ({ amount = NO_AMOUNT, amount2 = NO_AMOUNT }) => before([amount, amount2]),
  bareBefore: ({ amount = NO_AMOUNT }) => before([amount], 'hint'),
  dayBefore: () => ({ kind: 'before', form: 'firm', minutes: [24 * 60] }),
  daypartBefore: ({ daypart = null }) => ({ kind: 'dayBefore', form: 'firm', daypart, time: null }),
  dayBeforeAt: ({ time = null }) => ({ kind: 'dayBefore', form: 'firm', daypart: null, time }),
  at: ({ date = null, time = null }) => ({ kind: 'at', form: 'firm', date, time }),
  ask: ({ date = null, time = null }) => ({ kind: 'ask', form: 'firm', date, time }),
} satisfies Record<string, Meaning<ReminderReading>>;
