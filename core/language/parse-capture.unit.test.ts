import { describe, expect, it } from 'vitest';
import type { CaptureContext, Part } from './capture.ts';
import { parseCapture } from './parse-capture.ts';

// A Wednesday.
const WEDNESDAY: CaptureContext = { now: '2027-05-05T08:00:00.000Z', zone: 'Europe/Paris', locale: 'en' };

function capture(text: string, context: Partial<CaptureContext> = {}) {
  return parseCapture(text, { ...WEDNESDAY, ...context });
}

function shown(parts: readonly Part[]) {
  return parts.map(({ kind, text, confidence }) => `${confidence} ${kind} “${text}”`);
}

describe('a captured line', () => {
  it('LG1 is a title and parts, each with its span and what it means', () => {
    const text = 'pay rent every month on the 1st at 9 #home +flat p1 !1d';
    const { parts, ...rest } = capture(text);
    expect(rest).toEqual({
      title: 'pay rent',
      due: { kind: 'floating', local: '2027-06-01T09:00' },
      recurrence: { rule: 'FREQ=MONTHLY;BYMONTHDAY=1', trigger: 'schedule' },
      reminders: [{ kind: 'before', minutes: 1440 }],
      tags: ['home'],
      list: 'flat',
      priority: 'urgent',
    });
    expect(shown(parts)).toEqual([
      'sure recurrence “every month on the 1st”',
      'sure time “at 9”',
      'sure tag “#home”',
      'sure list “+flat”',
      'sure priority “p1”',
      'sure reminder “!1d”',
    ]);
    for (const { start, end, text: words } of parts) expect(text.slice(start, end)).toBe(words);
    expect(parts[0]?.reading).toEqual({ kind: 'recurrence', recurrence: rest.recurrence, due: rest.due });
  });

  it('LG2 takes introducing words and separators along that would be left dangling', () => {
    expect(shown(capture('call Ana - due by friday, at 5 (p2).').parts)).toEqual([
      'sure date “- due by friday,”',
      'sure time “at 5 (”',
      'sure priority “p2).”',
    ]);
    expect(capture('call Ana (friday) about it').title).toBe('call Ana about it');
  });

  it('LG3 counts in UTF-16 and keeps what it does not know', () => {
    const { title, parts } = capture('🎂 für Zoë 👩‍👩‍👧 tomorrow');
    expect(title).toBe('🎂 für Zoë 👩‍👩‍👧');
    expect(parts[0]).toMatchObject({ start: 20, end: 28, text: 'tomorrow' });
  });

  it('LG4 leaves a guess in the title and says what it would mean', () => {
    const { title, due, parts } = capture('prepare Friday slides');
    expect({ title, due }).toEqual({ title: 'prepare Friday slides', due: null });
    expect(parts).toEqual([
      {
        kind: 'date',
        start: 8,
        end: 14,
        text: 'Friday',
        confidence: 'guess',
        reading: { kind: 'due', due: { kind: 'date', date: '2027-05-07' } },
        alternative: null,
      },
    ]);
  });

  it('LG5 acts on a guess that is accepted', () => {
    const taken = capture('prepare Friday slides', { accepted: [{ start: 8, end: 14 }] });
    expect(taken).toMatchObject({ title: 'prepare slides', due: { kind: 'date', date: '2027-05-07' } });
  });

  it('LG6 keeps a rejected span as text, whatever it could be', () => {
    const text = 'walk every friday at 5pm #dog';
    expect(capture(text, { rejected: [{ start: 5, end: 17 }] })).toMatchObject({
      title: 'walk every friday',
      due: { kind: 'floating', local: '2027-05-05T17:00' },
      recurrence: null,
      tags: ['dog'],
    });
    expect(capture(text, { rejected: [{ start: 25, end: 29 }] })).toMatchObject({ tags: [] });
  });

  it('LG7 shows the other reading of an ambiguous date, and takes it when asked', () => {
    const text = 'file taxes 6/7 at 10';
    const [date] = capture(text).parts;
    expect(date?.reading).toEqual({ kind: 'due', due: { kind: 'floating', local: '2027-06-07T10:00' } });
    expect(date?.alternative).toEqual({ kind: 'floating', local: '2027-07-06T10:00' });
    expect(capture(text, { swapped: [{ start: 11, end: 14 }] }).due).toEqual(date?.alternative);
    expect(capture('file taxes 15/4').parts[0]?.alternative).toBeNull();
    expect(capture('file taxes 6/6').parts[0]?.alternative).toBeNull();
  });

  it('LG8 does nothing finer than a day, and says that it understood', () => {
    for (const text of ['drink water every 4 hours', 'drink water every hour', 'drink water hourly']) {
      const { title, due, recurrence, parts } = capture(text);
      expect({ title, due, recurrence }).toEqual({ title: text, due: null, recurrence: null });
      expect(parts).toMatchObject([{ kind: 'recurrence', confidence: 'guess', reading: { kind: 'tooFine' } }]);
    }
  });

  it('LG9 that says nothing but instructions is a title', () => {
    for (const text of ['tomorrow', 'every friday at 5', '#home', 'p1 !30m']) {
      expect(capture(text)).toMatchObject({ title: text, due: null, recurrence: null, tags: [], priority: 'none' });
    }
    expect(capture('')).toMatchObject({ title: '', parts: [] });
  });

  it('LG10 reads the parts of the day as the user has set them', () => {
    const dayparts = { morning: '06:30', evening: '21:00' };
    expect(capture('run tomorrow morning', { dayparts }).due).toEqual({ kind: 'floating', local: '2027-05-06T06:30' });
    expect(capture('remind me to run tomorrow', { dayparts }).reminders).toEqual([
      { kind: 'floating', local: '2027-05-06T06:30' },
    ]);
  });

  it('LG11 finds lists by their names, also of several words', () => {
    const lists = ['House & Garden', 'Deep Work', 'Work'];
    expect(capture('mow +house & garden tomorrow', { lists })).toMatchObject({ title: 'mow', list: 'House & Garden' });
    expect(capture('write +work', { lists }).list).toBe('Work');
    expect(capture('write +other', { lists }).list).toBe('other');
  });

  it('LG12 gives a rule that never occurs back as text', () => {
    const text = 'visit Oma every friday until may 6';
    expect(capture(text)).toMatchObject({ title: text, recurrence: null, due: null });
  });

  it('LG13 keeps one of two that contradict each other and offers the other', () => {
    const { title, due, parts } = capture('tell Ana tomorrow to be there on monday');
    expect({ title, due }).toEqual({
      title: 'tell Ana tomorrow to be there',
      due: { kind: 'date', date: '2027-05-10' },
    });
    expect(shown(parts)).toEqual(['guess date “tomorrow”', 'sure date “on monday”']);
    for (const text of [
      'meet Ana friday or saturday',
      'meet Ana friday, monday',
      'take it every morning and evening',
      'walk Rex daily at 7am and 6pm',
    ]) {
      expect(capture(text)).toMatchObject({ title: text, due: null, recurrence: null });
    }
    expect(capture('call Ana p1 tomorrow p1')).toMatchObject({ title: 'call Ana', priority: 'urgent' });
  });

  it('LG14 rings what repeats at every due, also when it is asked for in the morning of a day', () => {
    expect(capture('remind me to water plants every monday').reminders).toEqual([{ kind: 'before', minutes: 0 }]);
    expect(capture('remind me to water plants on monday').reminders).toEqual([
      { kind: 'floating', local: '2027-05-10T09:00' },
    ]);
  });
});

describe('a line in another language', () => {
  it('LG22 says when inside the sentence, where the language does', () => {
    expect(capture('Oma morgen um 9 anrufen', { locale: 'de' })).toMatchObject({
      title: 'Oma anrufen',
      due: { kind: 'floating', local: '2027-05-06T09:00' },
    });
    expect(capture('کچرا ہر پیر کو نکالنا', { locale: 'ur' })).toMatchObject({
      title: 'کچرا نکالنا',
      recurrence: { rule: 'FREQ=WEEKLY;BYDAY=MO', trigger: 'schedule' },
    });
    expect(capture('prepare tomorrow slides').due).toBeNull();
  });

  it('LG22 takes a word apart that is written as one, and gives either half back', () => {
    const text = 'Kino Freitagabend';
    const { title, due, parts } = capture(text, { locale: 'de' });
    expect({ title, due }).toEqual({ title: 'Kino', due: { kind: 'floating', local: '2027-05-07T19:00' } });
    expect(shown(parts)).toEqual(['sure date “Freitag”', 'sure time “abend”']);
    expect(capture(text, { locale: 'de', rejected: [{ start: 5, end: 12 }] })).toMatchObject({
      title: text,
      due: null,
    });
  });

  it('LG22 reads one phrase as the end of a rule, or as the due where nothing repeats', () => {
    expect(capture('Vokabeln täglich bis 31. Mai', { locale: 'de' }).recurrence?.rule).toBe(
      'FREQ=DAILY;UNTIL=20270531',
    );
    expect(capture('Vokabeln bis 31. Mai', { locale: 'de' }).due).toEqual({ kind: 'date', date: '2027-05-31' });
  });

  it('LG22 knows digits, marks and letters of the Arabic script in all their forms', () => {
    const due = { kind: 'floating', local: '2027-05-07T17:00' };
    expect(capture('ڈاکٹر، جمعہ کو شام ۵ بجے', { locale: 'ur' })).toMatchObject({ title: 'ڈاکٹر', due });
    // With the yeh and kaf of an Arabic keyboard.
    expect(capture('بل دينا كل', { locale: 'ur' })).toMatchObject({ title: 'بل دينا', due: { date: '2027-05-06' } });
    expect(capture('صفائی پير كو', { locale: 'ur' })).toMatchObject({ title: 'صفائی', due: { date: '2027-05-10' } });
  });

  it('LG22 takes the order of day and month from the language', () => {
    for (const locale of ['de', 'es', 'ur']) {
      const [date] = capture('x 9/6', { locale }).parts;
      expect(date?.reading).toEqual({ kind: 'due', due: { kind: 'date', date: '2027-06-09' } });
      expect(date?.alternative).toEqual({ kind: 'date', date: '2027-09-06' });
    }
  });
});

describe('a day that does not exist', () => {
  it('LG26 is told, and leaves the line as it is', () => {
    for (const text of [
      'feb 30 dentist 9am',
      'dentist on april 31st at 5pm',
      'party feb 29 2027 8pm',
      'party 2027-02-29 8pm',
      'rent on the 32nd every month',
      'party every feb 30',
      'water plants every day starting feb 30',
      'remind me on feb 30 to call bob',
    ]) {
      const { parts, ...rest } = capture(text);
      expect(rest, text).toMatchObject({ title: text, due: null, recurrence: null, reminders: [] });
      expect(
        parts.map(({ reading }) => reading.kind),
        text,
      ).toContain('impossible');
      expect(parts.every(({ confidence }) => confidence === 'guess')).toBe(true);
    }
    expect(capture('feb 30 dentist 9am #health p1')).toMatchObject({ tags: ['health'], priority: 'urgent', due: null });
  });

  it('LG26 is text when it was given back, and gives way to a guess that was taken', () => {
    const text = 'dentist feb 30 9am';
    const due = { kind: 'floating', local: '2027-05-06T09:00' };
    expect(capture(text, { rejected: [{ start: 8, end: 14 }] })).toMatchObject({ title: 'dentist feb 30', due });
    expect(capture(text, { accepted: [{ start: 15, end: 18 }] })).toMatchObject({ title: 'dentist feb 30', due });
  });

  it('LG26 is no fraction, score or version', () => {
    for (const words of ['13/20 tests', '0/5 points', 'march 50 miles', 'the 40th birthday', 'on the 50th floor']) {
      expect(capture(`fix ${words} friday`)).toMatchObject({ title: `fix ${words}`, due: { date: '2027-05-07' } });
    }
    expect(capture('13/13 dentist 9am').due).toBeNull();
  });
});

describe('a line that leaves a question open', () => {
  it('LG13 chooses none of several that are as good', () => {
    for (const text of [
      'call Bob friday and Ann saturday',
      'call Bob friday, Ann saturday 5pm',
      'call Bob friday and Ann on saturday',
      'dentist at 3 or 4',
      'gym at 6am and dinner at 8pm',
      'tomorrow or later call mum',
    ]) {
      expect(capture(text), text).toMatchObject({ title: text, due: null, recurrence: null });
    }
  });

  it('LG27 lets no bare time choose the day', () => {
    for (const text of [
      'dentist monday or tuesday 9am',
      'dentist monday/tuesday 9am',
      'dentist friday may 5 9am',
      'work monday through friday 9am',
      'call bob not on friday 9am',
    ]) {
      expect(capture(text), text).toMatchObject({ title: text, due: null, recurrence: null });
    }
    expect(capture('call bob 9am').due).toEqual({ kind: 'floating', local: '2027-05-06T09:00' });
  });

  it('LG13 is answered by the guess that is taken', () => {
    const text = 'call Bob friday and Ann saturday 5pm';
    const accepted = [
      { start: 9, end: 15 },
      { start: 33, end: 36 },
    ];
    expect(capture(text, { accepted })).toMatchObject({
      title: 'call Bob and Ann saturday',
      due: { kind: 'floating', local: '2027-05-07T17:00' },
    });
  });
});

describe('what stands at the start', () => {
  it('LG23 goes with a time or reminder at the end, which alone would mean another day', () => {
    expect(capture('may 20 dentist 9am')).toMatchObject({
      title: 'dentist',
      due: { kind: 'floating', local: '2027-05-20T09:00' },
    });
    expect(capture('friday dentist !1d')).toMatchObject({
      title: 'dentist',
      due: { kind: 'date', date: '2027-05-07' },
    });
  });

  it('LG23 is a date before a verb, and a name before anything else', () => {
    expect(capture('on the 15th pay the rent')).toMatchObject({ title: 'pay the rent', due: { date: '2027-05-15' } });
    for (const text of ['on the 4th floor fix the lamp', 'Friday call agenda', 'Sunday in the park']) {
      expect(capture(text)).toMatchObject({ title: text, due: null });
    }
  });

  it('LG24 offers the beginning of a range and leaves the range in the title', () => {
    const { title, parts } = capture('meeting 4pm-5pm friday');
    expect(title).toBe('meeting 4pm-5pm');
    expect(shown(parts)).toEqual(['guess time “4pm-5pm”', 'sure date “friday”']);
    expect(parts[0]?.reading).toEqual({ kind: 'due', due: { kind: 'floating', local: '2027-05-07T16:00' } });
  });
});
