import { expect, test } from 'vitest';
import { chordCaps } from './chord-caps.ts';

test.each([
  ['Mod+z', true, [['⌘', 'Z']]],
  ['Mod+z', false, [['Ctrl', 'Z']]],
  ['Shift+x', false, [['Shift', 'X']]],
  ['g i', false, [['G'], ['I']]],
  ['Mod++', false, [['Ctrl', '+']]],
  ['?', false, [['?']]],
])('%s', (keys, isApple, caps) => {
  expect(chordCaps(keys, isApple)).toEqual(caps);
});
