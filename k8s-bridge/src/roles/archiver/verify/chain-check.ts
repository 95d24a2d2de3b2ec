import type { ArchivedRecord } from '../archived-event.ts';
import { type ChainHead, digestOf, hashOf, type Month, startOfChain } from '../chain.ts';
import { differsFrom, type ExpectedHashes, lastOf } from './expected-heads.ts';

/** A record, and whether its account was erased: the one reason for it to be blank. */
export interface CheckedRecord extends ArchivedRecord {
  readonly isUserErased: boolean;
}

/** The first thing that is wrong in a month. */
export interface ChainProblem {
  readonly month: Month;
  readonly position: number;
  /** The event of the record; null when the record is not there. */
  readonly id: string | null;
  readonly what:
    | 'record missing'
    | 'position taken twice'
    | 'link broken'
    | 'payload altered'
    | 'payload removed'
    | 'record altered'
    | 'head missing'
    | 'head differs'
    /** Its hash is not the one that the log said of its place. */
    | 'log differs'
    | 'dropped too early'
    | 'dropped and there';
}

export interface ChainCheck {
  /** The next record by position. Null when it is as it was written. */
  readonly add: (record: CheckedRecord) => ChainProblem | null;
  /** After the last record. */
  readonly end: (head: ChainHead | null) => ChainProblem | null;
  /** How far it has come. */
  readonly head: () => ChainHead;
}

/**
 * Follows the chain of a month from its start. What comes after the first problem means nothing.
 *
 * @param expected what is known from elsewhere
 */
export function newChainCheck(month: Month, expected: ExpectedHashes = new Map()): ChainCheck {
  let count = 0;
  let previous = startOfChain(month);
  const problemAt = (position: number, id: string | null, what: ChainProblem['what']) => ({
    month,
    position,
    id,
    what,
  });
  return {
    add(record) {
      const { facts, archivedAt, content, digest, position } = record;
      const problem = (what: ChainProblem['what']) => problemAt(position, facts.id, what);
      if (position > count + 1) return problemAt(count + 1, null, 'record missing');
      if (position < count + 1) return problem('position taken twice');
      if (!record.previous.equals(previous)) return problem('link broken');
      if (content === null && !record.isUserErased) return problem('payload removed');
      if (content !== null && !digestOf(content).equals(digest)) return problem('payload altered');
      if (!hashOf({ previous, facts, archivedAt, digest }).equals(record.hash)) return problem('record altered');
      if (differsFrom(expected, record)) return problem('log differs');
      count = position;
      previous = record.hash;
      return null;
    },
    end(head) {
      if (Math.max(head?.count ?? 0, lastOf(expected)) > count) return problemAt(count + 1, null, 'record missing');
      if (head === null) return count === 0 ? null : problemAt(count, null, 'head missing');
      if (head.count < count || !head.hash.equals(previous)) return problemAt(count, null, 'head differs');
      return null;
    },
    head: () => ({ count, hash: previous }),
  };
}
