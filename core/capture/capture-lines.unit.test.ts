import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaptureContext, Span } from '../language/capture.ts';
import { captureLines } from './capture-lines.ts';

const context: CaptureContext = { now: '2026-11-21T09:00:00.000Z', zone: 'Europe/Paris', locale: 'en' };

describe('captureLines', () => {
  it('QA1 each line that says something is a task, and its parts stand where they are in the text', () => {
    const text = 'Milk tomorrow\r\n\n   \n\tCall Ada #work\u2028Sleep';
    const lines = captureLines(text, context);
    expect(lines.map(({ capture }) => capture.title)).toEqual(['Milk', 'Call Ada', 'Sleep']);
    for (const part of lines.flatMap(({ capture }) => capture.parts)) {
      expect(text.slice(part.start, part.end)).toBe(part.text);
    }
    expect(lines[1]?.capture.parts).toMatchObject([{ kind: 'tag', text: '#work' }]);
  });

  it('QA1 the marks of a pasted list are none of its tasks', () => {
    const text = '- call bob tomorrow\n  * milk\n\t- [ ] rye bread\n• a - b\n-5 degrees\n--\n- ';
    const lines = captureLines(text, context);
    const titles = ['call bob', 'milk', 'rye bread', 'a - b', '-5 degrees', '--', '-'];
    expect(lines.map(({ capture }) => capture.title)).toEqual(titles);
    expect(lines[0]?.capture.parts.map(({ start, end }) => text.slice(start, end))).toEqual(['tomorrow']);
    expect(captureLines('- x', context).map(({ capture }) => capture.title)).toEqual(['- x']);
  });

  it('QA1 what was said of words is said of them in their line only', () => {
    const text = 'Milk tomorrow\nEggs tomorrow';
    const [first, second] = captureLines(text, { ...context, rejected: [{ start: 19, end: 27 }] });
    expect([first?.capture.title, first?.capture.due]).toEqual(['Milk', { kind: 'date', date: '2026-11-22' }]);
    expect([second?.capture.title, second?.capture.due]).toEqual(['Eggs tomorrow', null]);
    const dates = captureLines('x 5/6\ny 5/6', { ...context, swapped: [{ start: 8, end: 11 }] });
    expect(dates.map(({ capture }) => capture.due)).toEqual([
      { kind: 'date', date: '2027-05-06' },
      { kind: 'date', date: '2027-06-05' },
    ]);
  });

  it('QA2 of no text anything but white space is lost: titles and parts are all of it, in order', () => {
    const word = fc.constantFrom(
      'milk',
      'tomorrow',
      'at 3',
      '#home',
      '+Work',
      'p1',
      '!1d',
      'every month',
      '5/6',
      '😀',
      'é',
    );
    const glue = fc.constantFrom(' ', '\n', '\r\n', '\t', '  ', '\n\n');
    const text = fc.array(fc.tuple(word, glue), { maxLength: 24 }).map((all) => all.flat().join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 80 })), (given) => {
        const lines = captureLines(given, context);
        for (const [at, line] of lines.entries()) {
          expect(line.start).toBeGreaterThanOrEqual(lines[at - 1]?.end ?? 0);
          const sure = line.capture.parts.filter(({ confidence }) => confidence === 'sure');
          expect(bare(line.capture.title)).toBe(bare(without(given, line, sure)));
        }
        const between = without(given, { start: 0, end: given.length }, lines);
        expect(between.replaceAll(/[\s\u2028\u2029]|[-*•]|\[[ xX]\]/gu, '')).toBe('');
      }),
      { seed: 61, numRuns: 120 },
    );
  }, 30_000);
});

function without(text: string, { start, end }: Span, spans: readonly Span[]): string {
  let rest = '';
  let at = start;
  for (const span of spans) {
    rest += text.slice(at, span.start);
    at = span.end;
  }
  return rest + text.slice(at, end);
}

function bare(text: string): string {
  return text.replaceAll(/\s/gu, '');
}
