import { z } from 'zod';
import { addDays, LocalTimeSchema, localDateAt, wallClockToEpochMs } from '../time/local.ts';

/** From one wall-clock time to another, over midnight when the end comes first. */
export const QuietHoursSchema = z
  .strictObject({ from: LocalTimeSchema, to: LocalTimeSchema })
  .refine(({ from, to }) => from !== to, 'must not begin and end at the same time')
  .meta({ id: 'QuietHours' });

export type QuietHours = z.infer<typeof QuietHoursSchema>;

/**
 * When the quiet hours that a moment falls into are over, in ms since the epoch; null when it falls into none. They
 * reach from one time of the wall clock to the next other, so on the night of a clock change they are an hour longer or
 * shorter, as the night is. An end or beginning that the change skips is later by the gap, one that comes twice is its
 * first, like every time of day here.
 */
export function endOfQuiet(epochMs: number, quiet: QuietHours | null, zone: string): number | null {
  if (quiet === null) return null;
  const { from, to } = quiet;
  const isOverMidnight = to < from;
  const today = localDateAt(epochMs, zone);
  const days = isOverMidnight ? [addDays(today, -1), today] : [today];
  for (const day of days) {
    const endMs = wallClockToEpochMs(`${isOverMidnight ? addDays(day, 1) : day}T${to}`, zone);
    if (epochMs < endMs && epochMs >= wallClockToEpochMs(`${day}T${from}`, zone)) return endMs;
  }
  return null;
}
