import type { Lean } from '../language/frame.ts';
import type { List } from '../list/list.ts';
import { addDays, localDateAt, startOfDayEpochMs, wallClockToEpochMs } from '../time/local.ts';
import type { Condition } from './condition.ts';
import { foldedPieces, inEdges, listKey, occurInOrder, type Pattern, wholePieces } from './pattern.ts';
import type { DateField, DateRelation, Query, State } from './query.ts';
import { type DateReading, type Moment, readDate } from './read-date.ts';
import { type Kept, NOTHING_SETTLED, type Scoped, type Settled, scopeQuery } from './scope-query.ts';

/** What a query is about: when it is asked, of whom, and what their lists are called. */
export interface QueryContext {
  moment: Moment;
  /** Of a user, the archived ones too. Only a query that names lists looks at them. */
  lists: readonly Pick<List, 'id' | 'name'>[];
  /** What somebody else has settled: a status that was asked for beside the query. */
  settled?: Settled;
}

/** What each part of a query comes to. @returns one condition for each part, in their order */
export function planQuery(query: Query, context: QueryContext): Condition[] {
  return query.views.map((view) => planNode(scopeQuery(view, context.settled ?? NOTHING_SETTLED), context));
}

/** Whether a query can only be answered knowing what the user's lists are called. */
export function namesLists(query: Query): boolean {
  const names = (node: Scoped): boolean => {
    if (node.kind === 'and' || node.kind === 'or') return node.of.some(names);
    return node.kind === 'not' ? names(node.of) : node.kind === 'list';
  };
  return query.views.some(names);
}

/** The lists that a name in a query means: any case, accents, blanks or hyphens. */
export function listsNamed<Named extends Pick<List, 'name'>>(pattern: Pattern, lists: readonly Named[]): Named[] {
  const pieces = wholePieces(pattern.map(listKey));
  return lists.filter(({ name }) => occurInOrder(inEdges(listKey(name.trim())), pieces));
}

function planNode(node: Scoped, context: QueryContext): Condition {
  switch (node.kind) {
    case 'and':
      return { kind: 'all', of: node.of.map((each) => planNode(each, context)) };
    case 'or':
      return { kind: 'some', of: node.of.map((each) => planNode(each, context)) };
    case 'not':
      return { kind: 'not', of: planNode(node.of, context) };
    default:
      return planTerm(node, context);
  }
}

type Leaf = Exclude<Scoped, { kind: 'and' | 'or' | 'not' }> | Kept;

function planTerm(term: Leaf, context: QueryContext): Condition {
  switch (term.kind) {
    case 'kept':
      return { kind: 'not', of: { kind: 'trash' } };
    case 'state':
      return planState(term.state, context.moment);
    case 'days':
      return daysSpan('due', today(context.moment), term.days, context.moment.zone);
    case 'date':
      return planDate(term.field, term.relation, term.date, context);
    case 'priority':
      return { kind: 'priority', priority: term.priority };
    case 'tag':
      return { kind: 'tag', pieces: wholePieces(term.pattern) };
    case 'list':
      return { kind: 'lists', ids: listsNamed(term.pattern, context.lists).map(({ id }) => id) };
    case 'text': {
      const pieces = foldedPieces(term.pattern);
      return pieces.length === 0 ? { kind: 'always' } : { kind: 'text', pieces };
    }
  }
}

function planState(state: State, moment: Moment): Condition {
  switch (state) {
    case 'today':
      return daysSpan('due', today(moment), 1, moment.zone);
    case 'tomorrow':
      return daysSpan('due', addDays(today(moment), 1), 1, moment.zone);
    case 'overdue':
      return {
        kind: 'overdue',
        now: Date.parse(moment.now),
        today: startOfDayEpochMs(today(moment), moment.zone),
      };
    case 'no date':
      return { kind: 'undated' };
    case 'no time':
      return { kind: 'timeless' };
    case 'recurring':
    case 'subtask':
      return { kind: state };
    case 'completed':
    case 'open':
      return { kind: 'status', status: state };
    case 'any':
      return { kind: 'always' };
    case 'deleted':
      return { kind: 'trash' };
    case 'no priority':
      return { kind: 'priority', priority: 'none' };
    case 'no tags':
      return { kind: 'untagged' };
  }
}

function planDate(field: DateField, relation: DateRelation, words: string, context: QueryContext): Condition {
  const { moment } = context;
  const lean: Lean = field === 'due' ? 'ahead' : 'behind';
  const reading = readDate(words, moment, lean);
  // A fifth friday that the month does not have is no day, so nothing is due on it, before it or after it.
  if (reading === null) return NEVER;
  const { from, until } = spanOf(reading, moment.zone);
  if (relation === 'before') return { kind: 'span', field, from: null, until: from };
  if (relation === 'on') return { kind: 'span', field, from, until };
  // After a moment is what comes later than it, after a day what comes when it is over.
  const isMoment = reading.kind === 'time' || reading.kind === 'instant';
  return { kind: 'span', field, from: isMoment ? from + 1 : until, until: null };
}

const NEVER: Condition = { kind: 'not', of: { kind: 'always' } };
const MINUTE_MS = 60_000;

/** The stretch of the time line that a date is; of a time, the minute. */
function spanOf(reading: DateReading, zone: string): { from: number; until: number } {
  switch (reading.kind) {
    case 'date':
      return { from: startOfDayEpochMs(reading.date, zone), until: startOfDayEpochMs(addDays(reading.date, 1), zone) };
    case 'dates':
      return { from: startOfDayEpochMs(reading.from, zone), until: startOfDayEpochMs(addDays(reading.to, 1), zone) };
    case 'time': {
      const from = wallClockToEpochMs(reading.local, zone);
      return { from, until: from + MINUTE_MS };
    }
    case 'instant': {
      const from = reading.epochMs;
      return { from, until: from + MINUTE_MS };
    }
  }
}

function daysSpan(field: DateField, first: string, days: number, zone: string): Condition {
  const until = startOfDayEpochMs(addDays(first, days), zone);
  return { kind: 'span', field, from: startOfDayEpochMs(first, zone), until };
}

function today({ now, zone }: Moment): string {
  return localDateAt(Date.parse(now), zone);
}
