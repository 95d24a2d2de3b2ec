import { toEpochMs } from '../instant.ts';
import type { Firing } from './firing.ts';

const MISSED_AFTER_MS = 7 * 86_400_000;

/**
 * Whether a reminder rang so late, after an outage, that it is told and no longer rung: its firing is made like any
 * other and stands unread in the bell, as missed, but it is acknowledged from the start. So no toast, push, mail or
 * webhook follows from it: nobody wants to be woken by last month. This is the one exception to "late still rings".
 */
export function isMissed({ scheduledAt, firedAt }: Pick<Firing, 'scheduledAt' | 'firedAt'>): boolean {
  return toEpochMs(firedAt) - toEpochMs(scheduledAt) > MISSED_AFTER_MS;
}
