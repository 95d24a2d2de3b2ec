import { describe, expect, test } from 'vitest';
import type { Due } from '#core/task/due.ts';
import { type DueContext, dueWords } from './due-words.ts';

// Saturday 21 November 2026, 14:05 in Berlin.
const here: DueContext = { nowMs: Date.UTC(2026, 10, 21, 13, 5), zone: 'Europe/Berlin', locale: 'en-GB' };
const date = (day: string): Due => ({ kind: 'date', date: day });
const at = (local: string): Due => ({ kind: 'floating', local });

describe('dueWords', () => {
  test.each([
    ['a date today', date('2026-11-21'), 'Today', 'today'],
    ['a time ahead today', at('2026-11-21T15:00'), 'Today 15:00', 'today'],
    ['tomorrow', date('2026-11-22'), 'Tomorrow', 'soon'],
    ['tomorrow with a time', at('2026-11-22T09:00'), 'Tomorrow 9:00', 'soon'],
    ['within six days: the weekday', date('2026-11-27'), 'Fri', 'later'],
    ['in a week: the date, since the weekday is today’s', date('2026-11-28'), '28 Nov', 'later'],
    ['another year', date('2027-02-03'), '3 Feb 2027', 'later'],
    ['a date gone by', date('2026-11-18'), '3 days late', 'overdue'],
    ['yesterday', date('2026-11-20'), '1 day late', 'overdue'],
    ['minutes late', at('2026-11-21T13:35'), '30 min late', 'overdue'],
    ['one hour late', at('2026-11-21T13:05'), '1 hour late', 'overdue'],
    ['a time of yesterday', at('2026-11-20T23:00'), '1 day late', 'overdue'],
  ])('%s', (_, due, text, tone) => {
    expect(dueWords(due, here)).toMatchObject({ text, tone });
  });

  test('a time in a fixed zone is told on the reader’s clock, and its zone in full', () => {
    const due: Due = { kind: 'fixed', local: '2026-11-21T20:00', zone: 'America/New_York' };
    expect(dueWords(due, here)).toEqual({
      text: 'Tomorrow 2:00',
      tone: 'soon',
      full: expect.stringMatching(/^Saturday,? 21 November 2026.*20:00 \(America\/New_York\)$/),
    });
  });

  test('today is the reader’s date, not the device’s', () => {
    // 14:05 in Berlin is already the 22nd in Auckland.
    expect(dueWords(date('2026-11-22'), { ...here, zone: 'Pacific/Auckland' }).text).toBe('Today');
    expect(dueWords(date('2026-11-21'), { ...here, zone: 'Pacific/Auckland' }).tone).toBe('overdue');
  });

  test('the locale decides the order of day and month and the clock', () => {
    const inUsa = { ...here, locale: 'en-US' };
    expect(dueWords(at('2026-12-12T15:00'), inUsa).text.replace('\u202f', ' ')).toBe('Dec 12 3:00 PM');
  });

  test('what is done is late no longer', () => {
    expect(dueWords(date('2026-11-20'), { ...here, isDone: true })).toMatchObject({ text: 'Yesterday', tone: 'later' });
    expect(dueWords(date('2026-11-18'), { ...here, isDone: true })).toMatchObject({ text: '18 Nov', tone: 'later' });
  });
});
