import { describe, expect, it } from 'vitest';
import { frameOf } from '../frame.ts';
import { buildGrammar } from '../grammar/grammar.ts';
import { tokenize } from '../grammar/tokenize.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { ES } from './es.ts';
import { UR } from './ur.ts';

const FRAME = frameOf(Date.parse('2027-05-05T08:00:00.000Z'), 'UTC');

describe.each([EN, DE, ES, UR])('the words of $code', (locale) => {
  it('LG18 are complete, and their patterns can be read', () => {
    expect(locale.words.weekday).toHaveLength(7);
    expect(locale.words.pluralDay).toHaveLength(7);
    expect(locale.words.month).toHaveLength(12);
    // Reading compiles every pattern, and fails on a slot that does not exist.
    const grammar = buildGrammar(locale);
    const scan = { tokens: tokenize('1 a'), frame: FRAME };
    for (const reader of Object.values(grammar)) {
      if (typeof reader === 'object') expect(() => reader.read(scan, 0)).not.toThrow();
    }
  });
});
