import { describe, expect, it } from 'vitest';
import { parseCapture } from '../language/parse-capture.ts';
import { parseQuery } from '../query-language/parse-query.ts';
import { planQuery } from '../query-language/plan-query.ts';
import { SettingsPatchSchema } from './commands.ts';
import { firstSettings } from './first-settings.ts';
import { phraseSettings } from './phrase-settings.ts';
import type { PhraseChoices } from './settings.ts';

const now = '2026-11-21T10:00:00.000Z';
const FIRST = firstSettings({ zone: 'Europe/Berlin', locale: 'en', now });

function dueOf(text: string, chosen: Partial<PhraseChoices> = {}) {
  return parseCapture(text, { now, ...phraseSettings({ ...FIRST, ...chosen }) }).due;
}

function conditionsOf(text: string, chosen: Partial<PhraseChoices> = {}) {
  const { query } = parseQuery(text);
  if (!query) throw new Error(`${text} is no query`);
  return planQuery(query, { moment: { now, ...phraseSettings({ ...FIRST, ...chosen }) }, lists: [] });
}

describe('how phrases are meant', () => {
  it('PS1 what a user chose counts in lines', () => {
    expect(dueOf('call tomorrow evening', { evening: '18:00' })).toMatchObject({ local: '2026-11-22T18:00' });
    expect(dueOf('call tonight', { night: '21:30' })).toMatchObject({ local: '2026-11-21T21:30' });
    expect(dueOf('call 5/9', { dateOrder: 'day_first' })).toEqual({ kind: 'date', date: '2027-09-05' });
    expect(dueOf('anrufen am 5.9.', { dateOrder: 'month_first' })).toEqual(null);
  });

  it('PS1 a time that is said counts, and so does a number that can only be a day', () => {
    expect(dueOf('call tomorrow evening at 8', { evening: '18:00' })).toMatchObject({ local: '2026-11-22T20:00' });
    expect(dueOf('call 5/13', { dateOrder: 'day_first' })).toEqual({ kind: 'date', date: '2027-05-13' });
    expect(dueOf('call 13/5', { dateOrder: 'month_first' })).toEqual({ kind: 'date', date: '2027-05-13' });
  });

  it('PS1 what is not chosen is as everybody has it', () => {
    const plain = (text: string) => parseCapture(text, { now, zone: FIRST.zone, locale: FIRST.locale }).due;
    const words = ['morning', 'noon', 'afternoon', 'eod', 'evening', 'night'];
    for (const text of [...words.map((word) => `call tomorrow ${word}`), 'call tonight', 'call 5/9'])
      expect([text, dueOf(text)]).toEqual([text, plain(text)]);
  });

  it('PS1 queries mean the same dates as lines do', () => {
    expect(conditionsOf('due: 5/9', { dateOrder: 'day_first' })).toEqual(conditionsOf('due: 2027-09-05'));
    expect(conditionsOf('due: 5/9')).toEqual(conditionsOf('due: 2027-05-09'));
    expect(conditionsOf('due before: tomorrow noon', { noon: '13:00' })).toEqual(
      conditionsOf('due before: 2026-11-22T13:00'),
    );
  });

  it('PS2 from noon on is later than any morning of “8 in the evening”; null gives a choice back', () => {
    const isTaken = (patch: object) => SettingsPatchSchema.safeParse(patch).success;
    expect(['12:00', '23:59', null].map((evening) => isTaken({ evening }))).toEqual([true, true, true]);
    expect(['11:59', '00:00', '18', ''].map((night) => isTaken({ night }))).toEqual([false, false, false, false]);
    expect([isTaken({ dateOrder: 'day_first' }), isTaken({ dateOrder: 'd/m' })]).toEqual([true, false]);
  });
});
