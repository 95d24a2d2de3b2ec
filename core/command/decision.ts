import type { Refusal } from '../errors.ts';
import type { Instant } from '../instant.ts';
import type { DomainEvent } from '../log/event.ts';
import type { Random } from '../order-key.ts';

/** What a decision may use beside the world: the clock, ids and randomness come in as values and functions. */
export interface DecideContext {
  now: Instant;
  /** Place of the command in its batch, from 0. */
  place: number;
  newTaskId: () => string;
  newListId: () => string;
  newReminderId: () => string;
  newSeriesId: () => string;
  newViewId: () => string;
  random: Random;
}

/**
 * What a command comes to. No events is a success too: the world is already as asked. `subject` names the task or
 * list the command was about; `remaining` counts what one command of bounded size left for the next.
 */
export type Decision =
  | { isAccepted: true; events: DomainEvent[]; subject: Subject | null; remaining: number; blocked: BlockedUndo[] }
  | { isAccepted: false; refusal: Refusal };

export interface Subject {
  kind: 'task' | 'list' | 'view' | 'series' | 'settings';
  id: string;
}

/** A part of an undo that later changes stand in the way of. */
export interface BlockedUndo {
  aggregateId: string;
  reason: string;
}

export function accept(
  events: DomainEvent[],
  subject: Subject | null = null,
  rest: { remaining?: number; blocked?: BlockedUndo[] } = {},
): Decision {
  return { isAccepted: true, events, subject, remaining: rest.remaining ?? 0, blocked: rest.blocked ?? [] };
}

export function refuse(refused: Refusal): Decision {
  return { isAccepted: false, refusal: refused };
}

/** One command touches at most this many aggregates; what is left over is for further commands under the same correlation id. */
export const MAX_AGGREGATES_PER_COMMAND = 1000;
