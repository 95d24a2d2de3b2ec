import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffWords } from './diff-words.ts';

test('marks the words that changed and keeps the rest', () => {
  expect(diffWords('Call the bell founder on Monday', 'Call the old bell founder on Tuesday')).toEqual([
    { kind: 'same', text: 'Call the ' },
    { kind: 'added', text: 'old ' },
    { kind: 'same', text: 'bell founder on ' },
    { kind: 'removed', text: 'Monday' },
    { kind: 'added', text: 'Tuesday' },
  ]);
});

test('without the added parts it is the old text, without the removed ones the new', () => {
  const text = fc
    .array(fc.constantFrom('a', 'bell', ' ', ', ', 'né', '鐘', '\n'), { maxLength: 30 })
    .map((p) => p.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffWords(before, after);
      const read = (without: string) =>
        parts
          .filter((part) => part.kind !== without)
          .map((part) => part.text)
          .join('');
      expect([read('added'), read('removed')]).toEqual([before, after]);
    }),
  );
});
