import { type Instant, toInstant } from '../instant.ts';
import { describeNote } from './describe-note.ts';
import { describeRecurrence } from './describe-recurrence.ts';
import { lastSlot } from './last-slot.ts';
import { slotEpochMs } from './occurrences.ts';
import { parseRecurrence, type RecurrenceInput } from './parse-recurrence.ts';
import { previewOccurrences } from './preview-occurrences.ts';
import type { RecurrencePreview } from './recurrence-preview.ts';
import { isProblem, type RuleProblem } from './rule-problem.ts';

export interface PreviewRequest extends RecurrenceInput {
  /** Only what comes strictly after it; null begins with the start. */
  readonly after: Instant | null;
  /** How many at most. */
  readonly count: number;
}

/**
 * What anybody's rule comes to, before it is saved: canonical form, English, the next occurrences with what is special
 * about them, and the end. Behind `POST /api/v1/recurrence/preview` and `npm run eval -- recurrence`; pure, so that a
 * page can ask it for every change of a field without a request (`await import(…)`: 25 KB compressed, beside zod and
 * temporal-polyfill, which pages have). It takes the rule at its word: whoever means the last day of shorter months says
 * so first (`monthlyOn`, `pinToStart`).
 */
export function previewRecurrence({ after, count, ...input }: PreviewRequest): RecurrencePreview | RuleProblem {
  const parsed = parseRecurrence(input);
  if (isProblem(parsed)) return parsed;
  const { isMoved, ...recurrence } = parsed;
  const { zone } = input;
  const last = lastSlot(recurrence);
  return {
    ...recurrence,
    isStartMoved: isMoved,
    zone,
    text: describeRecurrence(recurrence),
    occurrences: previewOccurrences({ ...recurrence, zone, after, count }).map(({ notes, ...occurrence }) => ({
      ...occurrence,
      notes: notes.map((note) => ({ ...note, text: describeNote(note, occurrence.local) })),
    })),
    last: last === null ? null : { local: last, instant: instantOf(last, zone) },
  };
}

/** Null for a date, which is no instant. */
function instantOf(slot: string, zone: string): Instant | null {
  return slot.length > 10 ? toInstant(slotEpochMs(slot, zone)) : null;
}
