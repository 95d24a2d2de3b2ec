import type { Instant } from '../instant.ts';
import { changedFields } from '../log/changed-fields.ts';
import type { FiringEvent } from '../log/event.ts';
import type { Firing } from './firing.ts';

/**
 * Somebody took notice: channels stop, toasts close, and the bell has been looked at. Null when that is so already; of
 * one that was missed, which never rang, only the looking is left.
 */
export function acknowledge(firing: Firing, now: Instant): FiringEvent | null {
  if (firing.acknowledgedAt !== null) return read(firing, now);
  return change(firing, 'reminder.acknowledged', { acknowledgedAt: now, readAt: firing.readAt ?? now }, now);
}

/** Somebody looked at the bell. Null when that is so already. */
export function read(firing: Firing, now: Instant): FiringEvent | null {
  return firing.readAt === null ? change(firing, 'reminder.read', { readAt: now }, now) : null;
}

function change(firing: Firing, type: FiringEvent['type'], fields: Partial<Firing>, now: Instant): FiringEvent {
  const after: Firing = { ...firing, ...fields, version: firing.version + 1, updatedAt: now };
  return { kind: 'firing', type, after, before: changedFields(firing, after) };
}
