import { type Due, dueEpochMs } from '../task/due.ts';

export interface WordsContext {
  zone: string;
  locale: string;
}

/** A moment as a person reads it in a mail: `Sat, 21 Nov 2026, 13:00`. */
export function momentWords(epochMs: number, { zone, locale }: WordsContext): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(epochMs);
}

/** What a due says; its zone is named where it has one of its own. */
export function dueLetterWords(due: Due, { zone, locale }: WordsContext): string {
  switch (due.kind) {
    case 'date':
      return new Intl.DateTimeFormat(locale, {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }).format(Date.parse(due.date));
    case 'floating':
      return momentWords(dueEpochMs(due, zone), { zone, locale });
    case 'fixed': {
      const words = momentWords(dueEpochMs(due, zone), { zone: due.zone, locale });
      return due.zone === zone ? words : `${words} (${due.zone})`;
    }
  }
}
