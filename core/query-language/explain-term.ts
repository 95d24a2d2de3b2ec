import { dateWords, WEEKDAY_NAMES } from '../recurrence/words.ts';
import { addDays, localDateAt, localTimeAt } from '../time/local.ts';
import type { Pattern } from './pattern.ts';
import { listsNamed, type QueryContext } from './plan-query.ts';
import type { State, Term } from './query.ts';
import { type DateReading, readDate } from './read-date.ts';

/** What a term, or its opposite, says of tasks: “are due today”, “have no tags”. */
export function explainTerm(term: Term, isNot: boolean, context: QueryContext): string {
  switch (term.kind) {
    case 'state':
      return STATE_WORDS[term.state][isNot ? 1 : 0];
    case 'days': {
      const today = localDateAt(Date.parse(context.moment.now), context.moment.zone);
      return `${are(isNot)} due from today to ${dayWords(addDays(today, term.days - 1))}`;
    }
    case 'date':
      return explainDate(term, isNot, context);
    case 'priority':
      return `${isNot ? 'do not have' : 'have'} ${term.priority} priority`;
    case 'tag':
      return `${are(isNot)} tagged #${term.pattern.join('*')}`;
    case 'list':
      return `${are(isNot)} in ${explainLists(term.pattern, context)}`;
    case 'text':
      return `${isNot ? 'do not mention' : 'mention'} “${term.pattern.join('…')}”`;
  }
}

const STATE_WORDS: Record<State, readonly [string, string]> = {
  today: ['are due today', 'are not due today'],
  tomorrow: ['are due tomorrow', 'are not due tomorrow'],
  overdue: ['are overdue', 'are not overdue'],
  'no date': ['have no date', 'have a date'],
  'no time': ['have no time of day', 'have a time of day'],
  recurring: ['repeat', 'do not repeat'],
  subtask: ['are subtasks', 'are no subtasks'],
  completed: ['are completed', 'are not completed'],
  open: ['are open', 'are not open'],
  any: ['are open or completed', 'are neither open nor completed'],
  deleted: ['are in the trash', 'are not in the trash'],
  'no priority': ['have no priority', 'have a priority'],
  'no tags': ['have no tags', 'have tags'],
};

const FIELD_WORDS = { due: 'due', created: 'created', completed: 'completed', updated: 'changed' } as const;

function explainDate(term: Extract<Term, { kind: 'date' }>, isNot: boolean, context: QueryContext): string {
  const { moment } = context;
  const reading = readDate(term.date, moment, term.field === 'due' ? 'ahead' : 'behind');
  const verb = term.field === 'due' ? are(isNot) : isNot ? 'were not' : 'were';
  const when =
    reading === null
      ? `${term.relation} “${term.date}”, which is no day now`
      : readingWords(reading, moment.zone, term.relation);
  return `${verb} ${FIELD_WORDS[term.field]} ${when}`;
}

function readingWords(reading: DateReading, zone: string, relation: 'on' | 'before' | 'after'): string {
  switch (reading.kind) {
    case 'date':
      return `${relation} ${dayWords(reading.date)}`;
    case 'dates':
      if (relation === 'on') return `from ${dayWords(reading.from)} to ${dayWords(reading.to)}`;
      return `${relation} ${dayWords(relation === 'before' ? reading.from : reading.to)}`;
    case 'time':
      return `${relation === 'on' ? 'at' : relation} ${timeWords(reading.local.slice(0, 10), reading.local.slice(11))}`;
    case 'instant': {
      const { epochMs } = reading;
      return `${relation === 'on' ? 'at' : relation} ${timeWords(localDateAt(epochMs, zone), localTimeAt(epochMs, zone))}`;
    }
  }
}

function timeWords(date: string, time: string): string {
  return `${time} on ${dayWords(date)}`;
}

function dayWords(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return `${WEEKDAY_NAMES[(day + 6) % 7]}, ${dateWords(date)}`;
}

function explainLists(pattern: Pattern, { lists }: QueryContext): string {
  const named = listsNamed(pattern, lists).map(({ name }) => `“${name}”`);
  const written = `“${pattern.join('*')}”`;
  if (named.length === 0) return `${written} (there is no such list)`;
  return named.length > 5 ? `one of ${named.length} lists called ${written}` : named.join(' or ');
}

function are(isNot: boolean): string {
  return isNot ? 'are not' : 'are';
}
