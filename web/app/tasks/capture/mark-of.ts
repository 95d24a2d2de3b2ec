import type { Part } from '#core/language/capture.ts';
import type { Mark } from '../../ui/task/marked-input.tsx';
import { aspectOf } from './reading-words.ts';

/** How a part shows in the line it was understood in. */
export function markOf(part: Part): Mark {
  const { start, end, confidence } = part;
  return { start, end, tone: aspectOf(part), isGuess: confidence === 'guess' };
}
