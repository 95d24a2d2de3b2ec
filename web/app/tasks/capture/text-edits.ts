import type { Span, SuggestedDate } from '#core/language/capture.ts';

/** What a person said of the words they typed: which stay text, which guesses are right, which dates are the other one. */
export interface TextEdits {
  readonly rejected: readonly Span[];
  readonly accepted: readonly Span[];
  readonly swapped: readonly Span[];
  /** What accepted guesses of another reader mean: its next answer may come after Enter, or be another one. */
  readonly suggested: readonly SuggestedDate[];
}

export const NO_EDITS: TextEdits = { rejected: [], accepted: [], swapped: [], suggested: [] };

/** The words of a part stay text, also where they were taken before. */
export function rejectPart(edits: TextEdits, part: Span): TextEdits {
  const accepted = edits.accepted.filter((span) => isApart(span, part));
  const suggested = edits.suggested.filter((span) => isApart(span, part));
  return { ...edits, rejected: [...edits.rejected, spanOf(part)], accepted, suggested };
}

/** A guess is right. @param offered the dates of another reader that it may be one of */
export function acceptPart(edits: TextEdits, part: Span, offered: readonly SuggestedDate[] = []): TextEdits {
  const suggested = offered.filter(({ start, end }) => start === part.start && end === part.end);
  return {
    ...edits,
    accepted: [...edits.accepted, spanOf(part)],
    suggested: [...edits.suggested, ...suggested],
  };
}

/** The digits of a part mean the other date; said twice, the first one again. */
export function swapPart(edits: TextEdits, part: Span): TextEdits {
  const rest = edits.swapped.filter((span) => isApart(span, part));
  const isBack = rest.length < edits.swapped.length;
  return { ...edits, swapped: isBack ? rest : [...rest, spanOf(part)] };
}

/** Words that were given back are read again. */
export function restoreSpan(edits: TextEdits, span: Span): TextEdits {
  return { ...edits, rejected: edits.rejected.filter(({ start, end }) => start !== span.start || end !== span.end) };
}

/**
 * The edits after the text was changed somewhere. What stays text goes on doing so while it is written on; what was
 * said of other words ends with them.
 */
export function followText(edits: TextEdits, before: string, after: string): TextEdits {
  if (edits === NO_EDITS || before === after) return edits;
  const start = commonStart(before, after);
  const tail = commonEnd(before.slice(start), after.slice(start));
  const oldEnd = before.length - tail;
  const delta = after.length - before.length;
  const follow = <Place extends Span>(place: Place): Place[] => {
    const { start: from, end: to } = place;
    const moved = {
      ...place,
      start: from >= oldEnd ? from + delta : Math.min(from, start),
      end: to <= start ? to : to >= oldEnd ? to + delta : start,
    };
    return moved.start < moved.end ? [moved] : [];
  };
  const untouched = ({ start: from, end: to }: Span) => to <= start || from >= oldEnd;
  return {
    rejected: edits.rejected.flatMap(follow),
    accepted: edits.accepted.filter(untouched).flatMap(follow),
    swapped: edits.swapped.filter(untouched).flatMap(follow),
    suggested: edits.suggested.filter(untouched).flatMap(follow),
  };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function isApart(a: Span, b: Span): boolean {
  return a.end <= b.start || b.end <= a.start;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function commonEnd(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}
