import type { Expression } from '../../query-language/query.ts';

/** The parts of terms of one kind, however deep they are put together: the query language has one way to write each. */
export function flat(terms: readonly Expression[], kind: 'and' | 'or'): Expression[] {
  return terms.flatMap((term) => (term.kind === kind ? flat(term.of, kind) : [term]));
}

/** One of them, as the query language writes it. */
export function either(terms: readonly Expression[]): Expression | null {
  const all = flat(terms, 'or');
  return all.length > 1 ? { kind: 'or', of: all } : (all[0] ?? null);
}
