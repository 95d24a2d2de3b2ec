import { foldText } from '../../text/search-text.ts';

/** Letters that look alike and that keyboards of the Arabic script give in one form or the other. */
const ALIKE = new Map([
  ['ي', 'ی'],
  ['ى', 'ی'],
  ['ك', 'ک'],
  ['ه', 'ہ'],
  ['ۃ', 'ہ'],
  ['ة', 'ہ'],
  ['ھ', 'ہ'],
  ['’', "'"],
  ['\u200c', ''],
]);

/** What words are compared by: case, accents and the forms of a letter make no difference. */
export function foldWord(word: string): string {
  // Most words need no more, and folding is most of the work.
  if (/^[\x20-\x7e]*$/.test(word)) return word.toLowerCase();
  return foldText(word).replace(/[يىكهۃةھ’\u200c]/gu, (letter) => ALIKE.get(letter) ?? letter);
}
