import { z } from 'zod';
import { addDays, LocalTimeSchema, localDateAt, localTimeAt, wallClockToEpochMs } from '../time/local.ts';

/** From one wall-clock time to another, over midnight when the end comes first. */
export const QuietHoursSchema = z
  .strictObject({ from: LocalTimeSchema, to: LocalTimeSchema })
  .refine(({ from, to }) => from !== to, 'must not begin and end at the same time')
  .meta({ id: 'QuietHours' });

export type QuietHours = z.infer<typeof QuietHoursSchema>;

/**
 * When the quiet hours that a moment falls into are over, in ms since the epoch; null when it falls into none. Goes by
 * the wall clock, so on the night of a clock change they are an hour longer or shorter, as the night is.
 */
export function endOfQuiet(epochMs: number, quiet: QuietHours | null, zone: string): number | null {
  if (quiet === null) return null;
  const { from, to } = quiet;
  const time = localTimeAt(epochMs, zone);
  const isOverMidnight = to < from;
  const isQuiet = isOverMidnight ? time >= from || time < to : time >= from && time < to;
  if (!isQuiet) return null;
  const today = localDateAt(epochMs, zone);
  const endMs = wallClockToEpochMs(`${isOverMidnight && time >= from ? addDays(today, 1) : today}T${to}`, zone);
  // In the hour that a clock change repeats, the first pass of the end may be behind us: quiet is over then.
  return endMs > epochMs ? endMs : null;
}
