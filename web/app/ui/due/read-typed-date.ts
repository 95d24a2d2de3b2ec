import { LocalDateSchema, LocalTimeSchema } from '#core/time/local.ts';
import type { DueParts } from './due-value.ts';

export type TypedDate = Pick<DueParts, 'date' | 'time'>;

/**
 * A date as people type one: `2026-12-24`, or in the order of the locale (`24.12.2026`, `12/24`), with a time after it
 * (`24.12. 15:00`, `15:00` alone for the day that is chosen). A date without a year is the next such day.
 *
 * @param chosen the day that a time alone belongs to
 * @returns null when it cannot be read, or is no day that exists
 */
export function readTypedDate(text: string, { today, chosen, locale }: ReadContext): TypedDate | null {
  const [, datePart = '', timePart] = /^(.*?)(?:(?:^|[\sT,]+)(\d{1,2}[:.]\d{2}))?$/.exec(text.trim()) ?? [];
  const time = timePart === undefined ? null : readTime(timePart);
  if (timePart !== undefined && time === null) return null;
  if (datePart === '') return time === null ? null : { date: chosen ?? today, time };
  const date = readDate(datePart, today, locale);
  return date === null ? null : { date, time };
}

export interface ReadContext {
  today: string;
  chosen: string | null;
  locale: string;
}

/** How the locale writes a date in figures, as an example to type: `24/12/2026`. */
export function typedDateExample(date: string, locale: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return partsOf(locale)
    .map(({ type, value }) => {
      if (type === 'year') return year;
      if (type === 'month') return month;
      return type === 'day' ? day : value;
    })
    .join('');
}

function readTime(text: string): string | null {
  const time = text.replace('.', ':').padStart(5, '0');
  return LocalTimeSchema.safeParse(time).success ? time : null;
}

function readDate(text: string, today: string, locale: string): string | null {
  const iso = LocalDateSchema.safeParse(text);
  if (iso.success) return iso.data;
  const figures = text.split(/[./\-\s]+/).filter(Boolean);
  if (figures.length < 2 || figures.length > 3 || !figures.every((figure) => /^\d{1,4}$/.test(figure))) return null;
  const order = partsOf(locale)
    .map(({ type }) => type)
    .filter((type) => type === 'day' || type === 'month' || (type === 'year' && figures.length === 3));
  const value = (type: 'day' | 'month' | 'year') => figures[order.indexOf(type)] ?? '';
  const dayOf = (year: string) => {
    const date = `${year}-${value('month').padStart(2, '0')}-${value('day').padStart(2, '0')}`;
    return LocalDateSchema.safeParse(date).success ? date : null;
  };
  if (figures.length === 3) return dayOf(value('year').length === 2 ? `20${value('year')}` : value('year'));
  const thisYear = Number(today.slice(0, 4));
  // 29 February may be some years off.
  for (let year = thisYear; year <= thisYear + 8; year += 1) {
    const date = dayOf(String(year));
    if (date !== null && date >= today) return date;
  }
  return null;
}

function partsOf(locale: string): Intl.DateTimeFormatPart[] {
  const format = new Intl.DateTimeFormat(locale, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
  return format.formatToParts(0);
}
