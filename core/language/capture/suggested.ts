import type { SuggestedDate } from '../capture.ts';
import type { Scan } from '../grammar/reader.ts';
import type { Candidate, Sense } from './candidate.ts';
import { overlap, spanOf } from './collect.ts';

/** What another reader took for dates, where this one found nothing and the date is not past. Never more than a guess. */
export function suggestedAt(
  suggested: readonly SuggestedDate[],
  scan: Scan,
  found: readonly Candidate[],
): readonly Candidate[] {
  return suggested.flatMap((each) => {
    const start = scan.tokens.findIndex((token) => token.start === each.start);
    const last = scan.tokens.findIndex((token) => token.end === each.end);
    if (start < 0 || last < start || dateOf(each) < scan.frame.today) return [];
    if (found.some((other) => overlap(each, spanOf(scan, other.introduced, other.end)))) return [];
    return [{ start, end: last + 1, introduced: start, form: 'guess' as const, sense: senseOf(each) }];
  });
}

function dateOf({ due }: SuggestedDate): string {
  return due.kind === 'date' ? due.date : due.local.slice(0, 10);
}

function senseOf({ due }: SuggestedDate): Sense {
  if (due.kind === 'date') return { kind: 'date', date: { date: due.date, isTodayAhead: false, form: 'guess' } };
  return { kind: 'time', time: { clock: null, daypart: null, isToday: false, local: due.local, form: 'guess' } };
}
