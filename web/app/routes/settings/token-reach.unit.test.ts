import { expect, test } from 'vitest';
import { reachWords, scopesFor, TOKEN_REACHES } from './token-reach.ts';

test('TOK7 every choice of the dialog is told by the same words in the list, and only the first is without writing', () => {
  for (const { value, label } of TOKEN_REACHES) expect(reachWords(scopesFor(value).toReversed())).toBe(label);
  expect(TOKEN_REACHES.map(({ value }) => scopesFor(value).includes('write'))).toEqual([false, true, true]);
  expect(reachWords(['write'])).toBe('write');
});
