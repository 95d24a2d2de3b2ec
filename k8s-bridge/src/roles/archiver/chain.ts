import { createHash } from 'node:crypto';
import type { Instant } from '#core/instant.ts';
import type { ArchivedRecord, EventContent, EventFacts } from './archived-event.ts';

// The chain of a month: every record carries a hash over the one before it and over itself, in the order of archiving.
// Whoever changes, removes, adds or reorders records has to write every later hash anew, and the head with them.

/** `2026-11`, in UTC. Each has a partition and a chain of its own. */
export type Month = string;

export function monthOf(time: Instant): Month {
  return time.slice(0, 'YYYY-MM'.length);
}

/** What stands before the first record of a month. */
export function startOfChain(month: Month): Buffer {
  return sha256(`carillon archive ${month}`);
}

/**
 * The digest of what an erasure blanks; it stays in its place, so that the chain can still be followed. Neither text
 * holds a NUL (PostgreSQL takes none), so no two pairs are the same text.
 */
export function digestOf({ actorClient, payload }: EventContent): Buffer {
  return sha256(`${actorClient}\0${payload}`);
}

/** Where a chain has come to. */
export interface ChainHead {
  readonly count: number;
  /** Of the last record. */
  readonly hash: Buffer;
}

type Link = Pick<ArchivedRecord, 'previous' | 'facts' | 'archivedAt' | 'digest'>;

/**
 * The hash of a record. Every column is in it, those that can be blanked by their digest; the three parts have 32 bytes
 * each.
 *
 * @param link with the hash of the record before as `previous`; of the first one, the start of the chain
 */
export function hashOf({ previous, facts, archivedAt, digest }: Link): Buffer {
  return createHash('sha256').update(previous).update(factsDigest(facts, archivedAt)).update(digest).digest();
}

/** By the order of the list, never by that of the keys: it must come out the same from the record and from the row. */
function factsDigest(facts: EventFacts, archivedAt: Instant): Buffer {
  const { source, id, type, typeVersion, subject, userId, time, sequence, epoch } = facts;
  const { aggregateVersion, correlationId, actorKind, trace, topic } = facts;
  const identity = [source, id, type, typeVersion, subject, userId, time, sequence, epoch];
  return sha256(JSON.stringify([...identity, aggregateVersion, correlationId, actorKind, trace, topic, archivedAt]));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
