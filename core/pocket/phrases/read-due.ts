import { isAhead } from '../../language/frame.ts';
import type { Due } from '../../task/due.ts';
import type { PocketContext } from '../pocket-context.ts';
import { foldWord } from '../text/pieces.ts';
import { isAmong } from '../text/word-set.ts';
import { frameFor, type Phrase, readPhrase } from './read-phrase.ts';

/** Words that are a date, a time or both; null when they are more than that. */
export function readWhen(text: string, context: PocketContext): Phrase | null {
  const phrase = readPhrase(text, context);
  if (phrase === null || phrase.meant.due === null) return null;
  const { recurrence, reminders } = phrase.meant;
  return recurrence === null && reminders.length === 0 && !isEither(phrase) ? phrase : null;
}

/** `friday and saturday`: a task is due on one of them, and nobody but its owner knows on which. */
function isEither({ senses }: Phrase): boolean {
  const days = senses.flatMap((sense) => (sense.kind === 'date' ? [sense.date.date] : []));
  return new Set(days).size > 1;
}

/** When a task will be due that is due at `due` now: a new day keeps its time, a new time keeps its day. */
export function newDue(text: string, due: Due | null, context: PocketContext): Due | null {
  const phrase = readWhen(text, context);
  const said = phrase?.meant.due ?? null;
  if (phrase === null || said === null || due === null) return said;
  const { hasDay, hasTime } = phrase;
  if (!hasDay && said.kind !== 'date') {
    const day = due.kind === 'date' ? due.date : due.local.slice(0, 10);
    const local = `${day}${said.local.slice(10)}`;
    return isAhead(local, frameFor(context)) ? { kind: 'floating', local } : said;
  }
  if (!hasTime && said.kind === 'date' && due.kind !== 'date' && !isPeriod(text, context)) {
    return { ...due, local: `${said.date}${due.local.slice(10)}` };
  }
  return said;
}

/** `until next week` is a day for want of a better one: it does not keep a time. */
function isPeriod(text: string, { words }: PocketContext): boolean {
  return isAmong(words.periods, text.trim().split(/\s+/u).map(foldWord).join(' '));
}
