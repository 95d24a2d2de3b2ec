import { describe, expect, it, vi } from 'vitest';
import { frameOf } from '../frame.ts';
import { tokenize } from '../grammar/tokenize.ts';
import { grammarOf } from '../locales/grammar-of.ts';
import { collect } from './collect.ts';
import { judge } from './judge.ts';

// Long lines: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

const FRAME = frameOf(Date.parse('2027-05-05T08:00:00.000Z'), 'Europe/Paris');

/** How often a token is looked at while a text is read. */
function looks(text: string): number {
  let count = 0;
  const tokens = new Proxy(tokenize(text), {
    get(target, key, receiver) {
      count += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  const scan = { tokens, frame: FRAME };
  const grammar = grammarOf('en');
  judge(collect(text, scan, grammar, { lists: [], rejected: [], accepted: [] }), scan, grammar);
  return count;
}

/** What 20 ms of a plain processor are enough for, in the longest line there is, with half of them to spare. */
const MOST_LOOKS_A_CHARACTER = 45;

describe('what a line costs', () => {
  it.each([
    'polish the boots and walk to the harbour ',
    'friday ',
    'friday x ',
    'mon, ',
    'first, ',
    'every ',
    'a week from ',
    'every monday at 9 until may 5 #a p1 !1d ',
    'in 3 days every other week on mon-fri for 3 weeks starting next month at 5pm ',
    'remind me 1 day before and ',
    '1 ',
    '1/2/',
    '"a ',
    '"a"a',
    'due by on at ',
    'Watch The ',
    'monday and ',
    'feb 30 ',
    'x; today; x; on friday ',
    'until feb 30 ',
    'on the 32nd ',
    '13/13 ',
    'friday, 9am ',
    'not friday 9am ',
    'friday or 5pm and ',
    '1st, 2nd, ',
    '1st,2nd,',
    'the 1st, the 2nd, ',
    'mon,tue,',
    '5. 6. ',
    'a ',
    'at 5 on friday #home p1 ',
    '😀 ',
  ])('LG17 grows with its length, and stays within what may be spent on it: %s', (piece) => {
    const line = (characters: number) => piece.repeat(Math.ceil(characters / piece.length)).slice(0, characters);
    expect(looks(line(10_000))).toBeLessThan(looks(line(2500)) * 4.5);
    expect(looks(line(10_000))).toBeLessThan(10_000 * MOST_LOOKS_A_CHARACTER);
  });
});
