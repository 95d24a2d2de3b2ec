import { describe, expect, it } from 'vitest';
import { acceptPart, followText, NO_EDITS, rejectPart, restoreSpan, swapPart } from './text-edits.ts';

const words = (text: string, word: string) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });

describe('followText', () => {
  const text = 'pay rent tomorrow now';
  const rejected = rejectPart(NO_EDITS, words(text, 'tomorrow'));

  it.each([
    ['typed before', 'please pay rent tomorrow now', 'tomorrow'],
    ['typed behind', 'pay rent tomorrow now and then', 'tomorrow'],
    ['typed at its start', 'pay rent xtomorrow now', 'tomorrow'],
    ['typed at its end', 'pay rent tomorrowx now', 'tomorrow'],
    ['typed into it', 'pay rent tomoxrrow now', 'tomoxrrow'],
    ['taken from its end', 'pay rent tomor now', 'tomor'],
    ['taken before', 'tomorrow now', 'tomorrow'],
  ])('QA7 a span that stays text follows it: %s', (_, after, kept) => {
    const [span] = followText(rejected, text, after).rejected;
    expect(after.slice(span?.start, span?.end)).toBe(kept);
  });

  it('QA7 words that are gone are forgotten', () => {
    expect(followText(rejected, text, 'pay rent now').rejected).toEqual([]);
    expect(followText(rejected, text, '').rejected).toEqual([]);
  });

  it('QA7 what was said of words ends when they change', () => {
    const accepted = acceptPart(swapPart(NO_EDITS, words(text, 'rent')), words(text, 'now'));
    expect(followText(accepted, text, 'pay reent tomorrow now')).toEqual({
      rejected: [],
      accepted: [{ start: 19, end: 22 }],
      swapped: [],
      suggested: [],
    });
  });
});

describe('edits', () => {
  const part = { start: 4, end: 8 };

  it('QA7 a swapped date is swapped back, a span given back can be read again, and a guess taken can be given back', () => {
    expect(swapPart(swapPart(NO_EDITS, part), part)).toEqual(NO_EDITS);
    const rejected = rejectPart(acceptPart(NO_EDITS, part), part);
    expect(rejected).toEqual({ ...NO_EDITS, rejected: [part] });
    const [span = part] = rejected.rejected;
    expect(restoreSpan(rejected, span)).toEqual(NO_EDITS);
  });

  it('QA34 a date of another reader that was taken goes with its words, and with them only', () => {
    const due = { kind: 'date', date: '2026-11-24' } as const;
    const taken = acceptPart(NO_EDITS, part, [
      { start: 4, end: 8, due },
      { start: 9, end: 12, due },
    ]);
    expect(taken.suggested).toEqual([{ start: 4, end: 8, due }]);
    expect(followText(taken, 'ask soon ...', 'I ask soon ...').suggested).toEqual([{ start: 6, end: 10, due }]);
    expect(followText(taken, 'ask soon ...', 'ask son ...').suggested).toEqual([]);
    expect(rejectPart(taken, part).suggested).toEqual([]);
  });
});
