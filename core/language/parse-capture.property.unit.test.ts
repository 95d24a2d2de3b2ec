import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { CaptureContext, Part } from './capture.ts';
import { parseCapture } from './parse-capture.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

// A Wednesday.
const WEDNESDAY: CaptureContext = { now: '2027-05-05T08:00:00.000Z', zone: 'Europe/Paris', locale: 'en' };

function capture(text: string, context: Partial<CaptureContext> = {}) {
  return parseCapture(text, { ...WEDNESDAY, ...context });
}

const WORDS =
  'every|daily|on|at|the|in|next|last|friday|mon|may|1st|31st|5|12/6|9:30|5pm|!30m|#a|+b|p1|!high|remind|me|to|before|until|for|3|days|weeks|month|,|-|(|)|"|and|after|completion|starting|tonight|noon|urgent|:|🎂|jeden|bis|Freitagabend|um|halb|drei|mañana|cada|el|hasta|ہر|پیر|کو|تک|شام|۵|بجے|،|؟|\u0000|\ud800';
const phrase = fc
  .array(fc.constantFrom(...WORDS.split('|')), { maxLength: 25 })
  .chain((words) => fc.constantFrom(' ', '', '  ').map((space) => words.join(space)));

const anyText = fc.oneof(
  phrase,
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(fc.oneof(phrase, fc.string({ maxLength: 10 })), { maxLength: 6 }).map((pieces) => pieces.join(' ')),
);
const anyContext = fc.record({
  now: fc
    .date({ min: new Date('1975-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'),
  locale: fc.constantFrom('en', 'de', 'es', 'ur', 'xx-XX'),
});

/** Every character but white space, in the order of the text. */
function visible(text: string): string {
  return text.replace(/\s/gu, '');
}

function words(text: string): string {
  return text.replace(/[\s,;:|/()[\]\-–—•.]/gu, '');
}

/** The first word of a text that stands in its title without the space before it; null when none does. */
function gluedWord(text: string, cut: readonly Part[], title: string): string | null {
  const isBlank = (each: string | undefined) => each === undefined || /\s/u.test(each);
  const kept = [...text.matchAll(/\S/g)].filter(
    ({ index }) => !cut.some(({ start, end }) => index >= start && index < end),
  );
  const places = [...title.matchAll(/\S/g)];
  for (const [at, { index, 0: unit }] of kept.entries()) {
    const place = places[at]?.index ?? 0;
    const isFirstInBracket = /[([{]/.test(kept[at - 1]?.[0] ?? '');
    if (isBlank(text[index - 1]) && !isBlank(title[place - 1]) && !isFirstInBracket) return `${unit} in ${title}`;
  }
  return null;
}

describe('any text at all', () => {
  it('LG15 never throws, and title and spans together are the text', () => {
    fc.assert(
      fc.property(anyText, anyContext, (text, context) => {
        const { title, parts } = parseCapture(text, context);
        const sure = parts.filter(({ confidence }) => confidence === 'sure');
        let rest = '';
        let at = 0;
        for (const { start, end, text: words } of sure) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(text.slice(start, end)).toBe(words);
          rest += text.slice(at, start);
          at = end;
        }
        expect(visible(title)).toBe(visible(rest + text.slice(at)));
        expect(gluedWord(text, sure, title)).toBeNull();
      }),
      { numRuns: 3000, seed: 31 },
    );
  });

  it.each([
    ['see you tomorrow :)', 'see you :)'],
    ['learn tomorrow .NET', 'learn .NET'],
    ['pay rent tomorrow !important', 'pay rent !important'],
    ['see you tomorrow, bob', 'see you, bob'],
    ['call #bob !!', 'call !!'],
  ])('LG15 what stood apart stays apart: %s', (text, title) => {
    expect(capture(text).title).toBe(title);
  });

  it('LG16 a rejected span stays text, with the space before it', () => {
    const text = 'pay rent tomorrow #home p1 !1d';
    const rejected = capture(text).parts.filter(({ kind }) => kind === 'reminder');
    expect(rejected).toHaveLength(1);
    expect(capture(text, { rejected }).title).toBe('pay rent !1d');
  });

  it('LG16 a rejected span stays text', () => {
    fc.assert(
      fc.property(anyText, anyContext, fc.nat(30), (text, context, pick) => {
        const { parts } = parseCapture(text, context);
        const rejected = parts[pick % Math.max(1, parts.length)];
        if (rejected === undefined) return;
        const again = parseCapture(text, { ...context, rejected: [rejected] });
        // Its separators may go with a neighbour; its words may not.
        expect(words(again.title)).toContain(words(rejected.text));
      }),
      { numRuns: 2000, seed: 31 },
    );
  });
});
