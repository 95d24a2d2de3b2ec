import type { Instant } from '#core/instant.ts';

/** What the archive keeps of an event for good: everything but what its author wrote. */
export interface EventFacts {
  readonly source: string;
  readonly id: string;
  /** Of the catalogue, such as `task.created`. */
  readonly type: string;
  readonly typeVersion: number;
  readonly subject: string;
  readonly userId: string;
  readonly time: Instant;
  readonly sequence: number;
  readonly epoch: string;
  readonly aggregateVersion: number;
  readonly correlationId: string;
  readonly actorKind: string;
  readonly trace: string | null;
  readonly topic: string;
}

/** What may tell about a person, and is blanked when the account is erased. */
export interface EventContent {
  /** The door it came through; may be the name that a user gave a token. */
  readonly actorClient: string;
  /** The JSON text of its data. */
  readonly payload: string;
}

/** An event on its way into the archive. */
export interface ArchivableEvent {
  readonly facts: EventFacts;
  readonly content: EventContent;
}

/** A record as it stands in the archive. */
export interface ArchivedRecord {
  readonly facts: EventFacts;
  /** Null when it was blanked. */
  readonly content: EventContent | null;
  readonly archivedAt: Instant;
  /** Of the content, also when that is blank by now. */
  readonly digest: Buffer;
  /** Its place in the chain of its month: 1, 2, 3, … */
  readonly position: number;
  readonly previous: Buffer;
  readonly hash: Buffer;
}
