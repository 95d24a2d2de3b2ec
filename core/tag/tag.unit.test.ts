import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { normaliseTag, TagSchema, tagSet } from './tag.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

describe('tags', () => {
  it.each([
    ['Home', 'home'],
    ['GRÖSSE', 'grösse'],
    ['ＦＵＬＬ', 'full'],
    ['gro\u0308ße', 'größe'],
    ['عمل', 'عمل'],
    ['काम', 'काम'],
    ['買い物', '買い物'],
    ['q3-2026', 'q3-2026'],
    ['İş', 'i̇ş'],
  ])('TG1 %s is stored as %s', (text, tag) => {
    expect(TagSchema.parse(text)).toBe(tag);
  });

  it.each(['', ' ', 'two words', '123', '#home', 'a,b', 'a\0', '\uD800a', '-', '😀', 'a'.repeat(51)])(
    'TG2 “%s” is no tag',
    (text) => {
      expect(TagSchema.safeParse(text).success).toBe(false);
    },
  );

  it('TG2 a tag has 1 to 50 characters, counted after normalising', () => {
    expect(TagSchema.safeParse('a'.repeat(50)).success).toBe(true);
    expect(TagSchema.safeParse('𠮷'.repeat(50)).success).toBe(true);
    expect(TagSchema.safeParse('𠮷'.repeat(51)).success).toBe(false);
    // One ligature, three letters.
    expect(TagSchema.safeParse('ﬃ'.repeat(17)).success).toBe(false);
  });

  it('TG3 normalising twice is normalising once, for every character and any text', () => {
    for (let point = 0; point < 0x110000; point += 1) {
      const once = normaliseTag(String.fromCodePoint(point));
      if (normaliseTag(once) !== once)
        throw new Error(`U+${point.toString(16)} is normalised differently the second time`);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normaliseTag(normaliseTag(text))).toBe(normaliseTag(text));
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseTag(normaliseTag(text))).toBe(normaliseTag(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('TG3 what is stored can be read again: a parsed tag parses to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        const parsed = TagSchema.safeParse(text);
        if (parsed.success) expect(TagSchema.parse(parsed.data)).toBe(parsed.data);
      }),
      { numRuns: 3000 },
    );
  });

  it('TG4 a set of tags is unique and sorted, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'ä', '買')), (tags) => {
        expect(tagSet(tags)).toEqual(tagSet(tags.toReversed()));
        expect(new Set(tagSet(tags))).toEqual(new Set(tags));
        expect(tagSet(tags)).toHaveLength(new Set(tags).size);
      }),
    );
  });
});
