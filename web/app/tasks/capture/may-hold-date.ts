import type { Capture } from '#core/language/capture.ts';

// Every date that the other reader knows has a digit or one of these.
const DATE_WORD =
  /\d|\b(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|fortnight|month|quarter|year|decade|morning|noon|midday|afternoon|evening|night|midnight|today|tomorrow|yesterday|ago|later)s?\b|\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

/**
 * Whether asking the other reader of dates, which has to be loaded first, may be worth it: the language is the one it
 * reads, no date was understood, and what is left of the line has words that dates are made of.
 */
export function mayHoldDate({ title, due }: Pick<Capture, 'title' | 'due'>, locale: string): boolean {
  return due === null && /^en\b/i.test(locale) && DATE_WORD.test(title);
}
