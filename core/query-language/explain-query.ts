import { listWords } from '../recurrence/words.ts';
import { explainTerm } from './explain-term.ts';
import type { QueryContext } from './plan-query.ts';
import type { Query, Term } from './query.ts';
import { NOTHING_SETTLED, type Scoped, scopeQuery } from './scope-query.ts';

/**
 * What a query looks for, in English, with each date written out: “Open tasks that are due today and are tagged #home.”
 *
 * @returns one sentence for each part between commas
 */
export function explainQuery(query: Query, context: QueryContext): string[] {
  return query.views.map((view) => {
    const told = tell(scopeQuery(view, context.settled ?? NOTHING_SETTLED), false);
    const { noun, rest } = nounOf(told === null ? [] : told.kind === 'and' ? told.of : [told]);
    const [only] = rest;
    if (only === undefined) return `${noun}.`;
    const isOneSeries = rest.length === 1 && only.kind !== 'term';
    return `${noun} that ${isOneSeries ? join(only.of, only.kind, context) : join(rest, 'and', context)}.`;
  });
}

/** An expression in which only terms are negated: so it can be told as it is read. */
type Told = { kind: 'term'; term: Term; isNot: boolean } | { kind: 'and' | 'or'; of: Told[] };

/** @returns null for what goes without saying */
function tell(node: Scoped, isNot: boolean): Told | null {
  if (node.kind === 'kept') return null;
  if (node.kind === 'not') return tell(node.of, !isNot);
  if (node.kind !== 'and' && node.kind !== 'or') return { kind: 'term', term: node, isNot };
  const kind = (node.kind === 'and') === isNot ? 'or' : 'and';
  const of = node.of.flatMap((each): Told[] => {
    const told = tell(each, isNot);
    if (told === null) return [];
    return told.kind === kind ? told.of : [told];
  });
  const [first = null] = of;
  return of.length < 2 ? first : { kind, of };
}

const STATUSES = ['open', 'completed', 'any', 'deleted'] as const;

/** A status that goes for all of them belongs to the noun. */
function nounOf(parts: readonly Told[]): { noun: string; rest: Told[] } {
  const isSaid = (part: Told, status: string) =>
    part.kind === 'term' && !part.isNot && part.term.kind === 'state' && part.term.state === status;
  const said = new Set(STATUSES.filter((status) => parts.some((part) => isSaid(part, status))));
  // Open and completed at once is nothing: that has to be said, not taken together.
  if (said.size === 0 || (said.has('open') && said.has('completed'))) return { noun: 'Tasks', rest: [...parts] };
  const rest = parts.filter((part) => !STATUSES.some((status) => isSaid(part, status)));
  const status = said.has('open') ? 'Open tasks' : said.has('completed') ? 'Completed tasks' : null;
  if (said.has('deleted')) return { noun: `${status ?? 'Tasks'} in the trash`, rest };
  return { noun: status ?? 'Open and completed tasks', rest };
}

function join(parts: readonly Told[], word: 'and' | 'or', context: QueryContext): string {
  const words = parts.map((part) => {
    if (part.kind === 'term') return explainTerm(part.term, part.isNot, context);
    const inner = join(part.of, part.kind, context);
    if (part.of.some(({ kind }) => kind !== 'term')) return `(${inner})`;
    return part.kind === 'or' ? `either ${inner}` : inner;
  });
  if (parts.every(({ kind }) => kind === 'term')) return listWords(words, word);
  return words.join(word === 'or' ? '; or ' : ', and ');
}
