import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotesSchema, TitleSchema } from '../task/task.ts';
import { byteLength, characterLength, textSchema } from './text-schema.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
);

describe('text', () => {
  it('TX1 comes back unchanged or is refused, whatever it is; never altered', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const schema of [TitleSchema, NotesSchema]) {
          const parsed = schema.safeParse(text);
          if (parsed.success) expect(parsed.data).toBe(text);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('TX2 that is accepted survives JSON and UTF-8, byte for byte', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        if (!NotesSchema.safeParse(text).success) return;
        const bytes = new TextEncoder().encode(JSON.stringify({ text }));
        expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({ text });
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['right-to-left override', 'a\u202Eb'],
    ['zero-width joiner and space', 'a\u200D\u200Bb'],
    ['a pile of combining marks', `a${'\u0301'.repeat(200)}`],
    ['a family of emoji', '👨‍👩‍👧‍👦'],
    ['composed', '\u00E9'],
    ['decomposed', 'e\u0301'],
    ['a byte order mark', '\uFEFFa'],
    ['a noncharacter', 'a\uFFFF'],
    ['the last code point', '\u{10FFFF}'],
    ['spaces around', '  a  '],
  ])('TX1 returns %s as it is', (_name, text) => {
    expect(TitleSchema.parse(text)).toBe(text);
  });

  it.each([
    ['NUL', 'a\0b'],
    ['a lone high surrogate', 'a\uD800'],
    ['a lone low surrogate', '\uDC00a'],
    ['surrogates the wrong way round', '\uDC00\uD800'],
    ['a bell', 'a\u0007'],
    ['a line break', 'a\nb'],
    ['a line separator', 'a\u2028b'],
    ['a tab', 'a\tb'],
    ['nothing', ''],
    ['only spaces', ' \u00A0 '],
  ])('TX3 a title refuses %s', (_name, text) => {
    expect(TitleSchema.safeParse(text).success).toBe(false);
  });

  it('TX3 notes may break lines and hold tabs, but no other control characters', () => {
    expect(NotesSchema.parse('- a\n\t- b\r\n\u2028')).toBe('- a\n\t- b\r\n\u2028');
    for (const text of ['\0', '\u001B[31m', '\u007F']) expect(NotesSchema.safeParse(text).success).toBe(false);
  });

  it.each([
    ['a zero-width space', '\u200b'],
    ['a byte order mark', '\ufeff'],
    ['marks of direction', '\u202e\u200f'],
    ['spaces of all kinds', ' \u00a0\u3000\u200d'],
  ])('TX4 %s alone is no title: nobody could see it', (_name, text) => {
    expect(TitleSchema.safeParse(text).success).toBe(false);
    expect(TitleSchema.safeParse(`${text}👩‍👩‍👧‍👦`).success).toBe(true);
  });

  it('TX3 the second set of control characters is refused like the first', () => {
    for (const text of ['a\u0080b', 'a\u0085b', 'a\u009fb']) {
      expect(TitleSchema.safeParse(text).success).toBe(false);
      expect(NotesSchema.safeParse(text).success).toBe(false);
    }
    expect(TitleSchema.safeParse('a\u00a0b').success).toBe(true);
  });

  it('TX4 a title has 1 to 500 characters, counted as people count', () => {
    for (const character of ['a', 'é', '買', '😀']) {
      expect(TitleSchema.safeParse(character.repeat(500)).success, character).toBe(true);
      expect(TitleSchema.safeParse(character.repeat(501)).success, character).toBe(false);
    }
    expect(TitleSchema.safeParse('a'.repeat(2_000_000)).success).toBe(false);
  });

  it('TX5 notes have at most 64 KiB as UTF-8', () => {
    for (const [character, bytes] of [
      ['a', 1],
      ['é', 2],
      ['買', 3],
      ['😀', 4],
    ] as const) {
      const most = character.repeat(Math.floor(65_536 / bytes));
      expect(NotesSchema.safeParse(most).success, character).toBe(true);
      expect(NotesSchema.safeParse(most + character).success, character).toBe(false);
    }
  });

  it('TX6 lengths are counted in code points and in bytes', () => {
    expect([characterLength('a😀é'), byteLength('a😀é')]).toEqual([3, 7]);
    expect(textSchema({}).parse('')).toBe('');
  });
});
