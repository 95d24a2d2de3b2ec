import { type Due, dueEpochMs } from '#core/task/due.ts';
import { formatClock } from '../shell/format-clock.ts';
import { type DueContext, type DueWords, dueWords } from '../ui/format/due-words.ts';
import type { View } from './view.ts';

/** The due of a row in words. Under the heading of its day only the time is news. */
export function rowDue(due: Due, ctx: DueContext, grouping: View['grouping']): DueWords | null {
  const words = dueWords(due, ctx);
  const isUnderDay = grouping === 'day' || grouping === 'due';
  if (!isUnderDay || words.tone === 'overdue' || ctx.isDone) return words;
  return due.kind === 'date' ? null : { ...words, text: formatClock(dueEpochMs(due, ctx.zone), ctx) };
}
