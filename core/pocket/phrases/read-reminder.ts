import type { ReminderWhen } from '../../reminder/reminder.ts';
import type { Due } from '../../task/due.ts';
import type { ReminderInput } from '../../tools/fields.ts';
import type { PocketContext } from '../pocket-context.ts';
import { readPhrase } from './read-phrase.ts';

/** What reminders words ask for, of a task that is due then; null when they ask for none. */
export type Reminders =
  | { readonly kind: 'reminders'; readonly reminders: readonly ReminderInput[] }
  /** They count from a due, and there is none. */
  | { readonly kind: 'noDue' };

/** @param phrase as it follows `remind me`: `30 minutes before`, `tonight`, `the evening before` */
export function readReminders(phrase: string, due: Due | null, context: PocketContext): Reminders | null {
  const read = readPhrase(`${ASK} ${phrase}`, context) ?? readPhrase(`${ASK} at ${phrase}`, context);
  const reminder = read?.senses.find((sense) => sense.kind === 'reminder');
  if (!read || reminder?.kind !== 'reminder' || reminder.reminder.kind === 'ask')
    return readMoment(phrase, due, context);
  const { kind } = reminder.reminder;
  if (kind === 'before' || kind === 'dayBefore') {
    if (due === null) return { kind: 'noDue' };
    const given = readPhrase(`${ASK} ${phrase}`, context, [dayOf(due)]) ?? read;
    return { kind: 'reminders', reminders: given.meant.reminders.map(inputOf) };
  }
  return readMoment(phrase, due, context);
}

// The grammar of reminders begins with asking for one, in the language it is for.
const ASK = 'remind me';

/** A time of its own: on the due day, unless a day is said. */
function readMoment(phrase: string, due: Due | null, context: PocketContext): Reminders | null {
  const read = readPhrase(phrase, context) ?? readPhrase(`at ${phrase}`, context);
  if (!read?.meant.due || read.meant.recurrence) return null;
  const onDue = due !== null && !read.hasDay ? readPhrase(phrase, context, [dayOf(due)]) : null;
  const at = onDue?.meant.due ?? read.meant.due;
  const local = at.kind === 'date' ? `${at.date}T09:00` : at.local;
  return { kind: 'reminders', reminders: [{ at: local }] };
}

function dayOf(due: Due) {
  const date = due.kind === 'date' ? due.date : due.local.slice(0, 10);
  return { kind: 'date', date: { date, isTodayAhead: false, form: 'firm' } } as const;
}

function inputOf(when: ReminderWhen): ReminderInput {
  return when.kind === 'before' ? { before_minutes: when.minutes } : { at: when.local };
}
