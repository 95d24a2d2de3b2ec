import { type Candidate, rankOf } from './candidate.ts';
import { isOneRule } from './merged-rule.ts';

/**
 * Of what can be said only once the surest is kept: what the user took, what is introduced, then what comes last. Words
 * that say the same twice are both kept; words that only go with a rule need one.
 */
export function settle(sure: ReadonlySet<Candidate>): Candidate[] {
  const winners = new Map<string, Candidate>();
  for (const each of sure) {
    const before = winners.get(sortOf(each));
    if (before === undefined || rankOf(each) >= rankOf(before)) winners.set(sortOf(each), each);
  }
  // Time that runs from now on leaves no room for a date, another time or a rule.
  const isTaken = (sort: string) => winners.has('elapsed') && NOT_WITH_ELAPSED.has(sort);
  return [...sure].filter((each) => !isTaken(sortOf(each)) && isKept(each, winners));
}

function isKept(each: Candidate, winners: ReadonlyMap<string, Candidate>): boolean {
  const winner = winners.get(sortOf(each));
  switch (each.sense.kind) {
    case 'tag':
    case 'reminder':
      return true;
    case 'recurrence':
      if (each.sense.repeat.kind === 'tooFine' || !winners.has('rule')) return false;
      return each === winner || (winner !== undefined && isOneRule(each, winner));
    case 'date':
    case 'time':
      return each === winner;
    case 'list':
    case 'priority':
      return isEqual(each, winner);
    case 'impossible':
      return false;
  }
}

const NOT_WITH_ELAPSED = new Set(['date', 'clock', 'daypart', 'today', 'rule', 'bounds', 'length', 'afterCompletion']);

/** What a candidate is a rival in. */
function sortOf({ sense }: Candidate): string {
  switch (sense.kind) {
    case 'time':
      if (sense.time.local !== null) return 'elapsed';
      if (sense.time.isToday) return 'today';
      return sense.time.clock === null ? 'daypart' : 'clock';
    case 'recurrence':
      switch (sense.repeat.kind) {
        case 'bounds':
          return sense.repeat.from === null ? 'until' : 'bounds';
        case 'for':
        case 'times':
          return 'length';
        default:
          return sense.repeat.kind;
      }
    default:
      return sense.kind;
  }
}

function isEqual(a: Candidate, b: Candidate | undefined): boolean {
  if (b === undefined) return false;
  if (a.sense.kind === 'list' && b.sense.kind === 'list') return a.sense.list === b.sense.list;
  return a.sense.kind === 'priority' && b.sense.kind === 'priority' && a.sense.priority === b.sense.priority;
}
