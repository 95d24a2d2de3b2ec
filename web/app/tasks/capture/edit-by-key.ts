import type { KeyboardEvent } from 'react';
import type { Part } from '#core/language/capture.ts';
import { isOffer } from './reading-words.ts';

export interface PartEdits {
  parts: readonly Part[];
  reject: (part: Part) => void;
  accept: (part: Part) => void;
}

/**
 * The keys of a line: Backspace right behind a part gives its words back as text, Alt+Enter takes the first guess.
 *
 * @returns whether the key was one of them
 */
export function editByKey(event: KeyboardEvent<HTMLInputElement>, { parts, reject, accept }: PartEdits): boolean {
  const { selectionStart, selectionEnd } = event.currentTarget;
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  if (event.key === 'Backspace' && !hasModifier && selectionStart === selectionEnd) {
    const behind = parts.find(({ end, confidence }) => confidence === 'sure' && end === selectionStart);
    if (!behind) return false;
    reject(behind);
  } else if (event.key === 'Enter' && event.altKey) {
    const guess = parts.find(isOffer);
    if (!guess) return false;
    accept(guess);
  } else return false;
  event.preventDefault();
  return true;
}
