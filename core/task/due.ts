import { z } from 'zod';
import { LocalDateSchema, LocalDateTimeSchema, startOfDayEpochMs, wallClockToEpochMs } from '../time/local.ts';
import { TimeZoneSchema } from '../time/zone.ts';

/**
 * When a task is due. The wall clock (and zone, where one is fixed) is the truth that is stored; the instant is
 * always derived from it. A floating time follows its user to another zone, a fixed one does not.
 */
export const DueSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('date'), date: LocalDateSchema }),
    z.strictObject({ kind: z.literal('floating'), local: LocalDateTimeSchema }),
    z.strictObject({ kind: z.literal('fixed'), local: LocalDateTimeSchema, zone: TimeZoneSchema }),
  ])
  .meta({ id: 'Due' });

export type Due = z.infer<typeof DueSchema>;

/**
 * Where a due stands on the time line, in ms since the epoch: the instant of a time, the first instant of a date.
 * Derived, and derived again when the user's zone changes.
 *
 * @param zone the user's zone; a fixed due has its own
 */
export function dueEpochMs(due: Due, zone: string): number {
  switch (due.kind) {
    case 'date':
      return startOfDayEpochMs(due.date, zone);
    case 'floating':
      return wallClockToEpochMs(due.local, zone);
    case 'fixed':
      return wallClockToEpochMs(due.local, due.zone);
  }
}

/** Whether the instant of this due moves with the user's zone. */
export function followsUserZone(due: Due): boolean {
  return due.kind !== 'fixed';
}
