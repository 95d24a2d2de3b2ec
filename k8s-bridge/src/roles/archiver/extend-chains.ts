import type { Instant } from '#core/instant.ts';
import type { ArchivableEvent, ArchivedRecord } from './archived-event.ts';
import { type ChainHead, digestOf, hashOf, type Month, monthOf, startOfChain } from './chain.ts';

interface ChainParts {
  /** Where the chains of the months have come to; a month that is not there begins. */
  readonly heads: ReadonlyMap<Month, ChainHead>;
  /** Users whose events are kept without their content. */
  readonly erased: ReadonlySet<string>;
  readonly archivedAt: Instant;
}

/** Puts each event at the end of the chain of its month, in the order given. */
export function extendChains(
  events: readonly ArchivableEvent[],
  { heads, erased, archivedAt }: ChainParts,
): { records: ArchivedRecord[]; heads: Map<Month, ChainHead> } {
  const grown = new Map(heads);
  const records = events.map(({ facts, content }): ArchivedRecord => {
    const month = monthOf(facts.time);
    const { count, hash: previous } = grown.get(month) ?? { count: 0, hash: startOfChain(month) };
    const digest = digestOf(content);
    const hash = hashOf({ previous, facts, archivedAt, digest });
    const position = count + 1;
    grown.set(month, { count: position, hash });
    return { facts, content: erased.has(facts.userId) ? null : content, archivedAt, digest, position, previous, hash };
  });
  return { records, heads: grown };
}
