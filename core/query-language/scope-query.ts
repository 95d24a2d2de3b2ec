import type { Combined, Expression, Query, Term } from './query.ts';

/** That a task is not in the trash: never written, only understood. */
export interface Kept {
  kind: 'kept';
}
export type Scoped = Combined<Term | Kept>;

/** What of a query is settled already: which status is meant, and whether the trash is. */
export interface Settled {
  status: boolean;
  trash: boolean;
}

export const NOTHING_SETTLED: Settled = { status: false, trash: false };

/**
 * Adds what a query leaves unsaid: open tasks are meant, outside the trash, unless it asks for others. What one side of
 * an `|` asks for says nothing about the other; what one side of an `&` asks for goes for all of it.
 */
export function scopeQuery(node: Expression, settled: Settled = NOTHING_SETTLED): Scoped {
  const asked = asks(node);
  const unsaid: Scoped[] = [];
  if (!settled.status && !asked.status) unsaid.push({ kind: 'state', state: 'open' });
  if (!settled.trash && !asked.trash) unsaid.push({ kind: 'kept' });
  const inner = scopeInner(node, both(settled, { status: !asked.status, trash: !asked.trash }));
  if (unsaid.length === 0) return inner;
  return { kind: 'and', of: [...unsaid, ...(inner.kind === 'and' ? inner.of : [inner])] };
}

function scopeInner(node: Expression, settled: Settled): Scoped {
  // Below a "not" nothing is added: it would leave out of the query what is to be left out of the tasks.
  if (node.kind === 'not' || (settled.status && settled.trash)) return node;
  if (node.kind === 'or') return { kind: 'or', of: node.of.map((each) => scopeQuery(each, settled)) };
  if (node.kind !== 'and') return node;
  const of = node.of.flatMap((each, at): Scoped[] => {
    const others = node.of.filter((_, other) => other !== at).map(asks);
    const scoped = scopeQuery(each, others.reduce(both, settled));
    return scoped.kind === 'and' ? scoped.of : [scoped];
  });
  return { kind: 'and', of };
}

/** Whether a query says which status it means, anywhere in it; otherwise it means open tasks. */
export function asksForStatus(query: Query): boolean {
  return query.views.some((view) => asks(view).status);
}

/** Whether a query asks for what lies in the trash. */
export function asksForTrash(query: Query): boolean {
  return query.views.some((view) => asks(view).trash);
}

/** What an expression asks for by itself, anywhere in it. */
function asks(node: Expression): Settled {
  if (node.kind === 'and' || node.kind === 'or') return node.of.map(asks).reduce(both, NOTHING_SETTLED);
  if (node.kind === 'not') return asks(node.of);
  if (node.kind === 'date') return { status: node.field === 'completed', trash: false };
  if (node.kind !== 'state') return NOTHING_SETTLED;
  const { state } = node;
  const trash = state === 'deleted';
  return { status: trash || state === 'completed' || state === 'open' || state === 'any', trash };
}

function both(a: Settled, b: Settled): Settled {
  return { status: a.status || b.status, trash: a.trash || b.trash };
}
