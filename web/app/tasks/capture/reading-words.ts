import type { Part } from '#core/language/capture.ts';
import { describeRecurrence } from '#core/recurrence/describe-recurrence.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Due } from '#core/task/due.ts';
import { whenWords } from '../../reminders/reminder-words.ts';
import { startOf } from '../../repeat/repeat-value.ts';
import { dueSentence } from '../../ui/format/due-sentence.ts';
import { priorityWords } from '../../ui/task/priority-words.ts';

export interface ReadingContext {
  settings: Settings;
  nowMs: number;
  /** What the line is due, which reminders count from. */
  due: Due | null;
  /** Whether a list of that name exists. */
  isList: (name: string) => boolean;
}

/** What a part means, written out: the day with its date and time, the rule with its first date. */
export function readingWords(part: Pick<Part, 'reading'>, context: ReadingContext): string {
  const { reading } = part;
  const { settings, nowMs, due, isList } = context;
  switch (reading.kind) {
    case 'due':
      return dueSentence(reading.due, { nowMs, ...settings });
    case 'recurrence': {
      const { rule, trigger } = reading.recurrence;
      const words = describeRecurrence({ rule, start: startOf(reading.due).slice(0, 10) });
      const from = trigger === 'completion' ? ' after it is done' : '';
      return `${words}${from}, first ${dueSentence(reading.due, { nowMs, ...settings })}`;
    }
    case 'reminders':
      return reading.reminders.map((when) => `Reminds ${lowered(whenWords(when, due, settings))}`).join(', ');
    case 'tag':
      return `Tag ${reading.tag}`;
    case 'list':
      return isList(reading.list) ? `List ${reading.list}` : `New list ${reading.list}`;
    case 'priority':
      return `${priorityWords[reading.priority]} priority`;
    case 'tooFine':
      return 'A task repeats every day at most';
    case 'impossible':
      return 'No calendar has that day';
  }
}

function lowered(words: string): string {
  return /^(?:At|On) /.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** What of a task a part decides: parts of one aspect have one meaning together. */
export type Aspect = 'when' | 'reminders' | 'tag' | 'list' | 'priority';

export function aspectOf({ kind }: Part): Aspect {
  if (kind === 'date' || kind === 'time' || kind === 'recurrence') return 'when';
  return kind === 'reminder' ? 'reminders' : kind;
}

/** Whether a part is something that no task can have: it is told, not offered. */
export function isTold({ reading }: Part): boolean {
  return reading.kind === 'tooFine' || reading.kind === 'impossible';
}

/** Whether a part can be taken. */
export function isOffer(part: Part): boolean {
  return part.confidence === 'guess' && !isTold(part);
}
