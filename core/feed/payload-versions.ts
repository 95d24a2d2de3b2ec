import { EVENT_TYPES, type EventType } from '../log/event.ts';

/**
 * The version of each type's payload where it is not 1. It moves when a reader of the version before could stumble, and
 * a test says when that is: what reads one version reads all of it.
 */
const MOVED: Partial<Record<EventType, number>> = {};

const KNOWN: ReadonlyMap<string, number> = new Map(EVENT_TYPES.map((type) => [type, MOVED[type] ?? 1]));

/** The version of a type's payload; of a type that a newer program wrote, as far as is known here. */
export function payloadVersionOf(type: string): number {
  return KNOWN.get(type) ?? 1;
}
