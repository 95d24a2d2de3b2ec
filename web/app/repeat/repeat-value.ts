import type { Trigger } from '#core/series/series.ts';
import type { Due } from '#core/task/due.ts';

/** How something repeats, as the picker takes and gives it. */
export interface RepeatValue {
  /** An RRULE. */
  rule: string;
  trigger: Trigger;
}

export const STANDARD_TRIGGER: Trigger = { kind: 'on_completion', anchor: 'due' };

/** The wall clock that a rule counts from: a date or a time. */
export function startOf(due: Due): string {
  return due.kind === 'date' ? due.date : due.local;
}

/** The due of a slot of a series: on a day, at a time that follows its user, or in a zone of its own. */
export function dueOfSlot(slot: string, zone: string | null): Due {
  if (slot.length === 10) return { kind: 'date', date: slot };
  return zone === null ? { kind: 'floating', local: slot } : { kind: 'fixed', local: slot, zone };
}
