import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '#core/time/zone.ts';

export interface ZoneDifference {
  /** How much later the clocks of the device are right now, in minutes; negative when they are earlier. */
  laterMinutes: number;
}

const MONTHS = 12;

/**
 * Whether the clocks of a device and of the settings part at some time within a year; null when they do not (Berlin and
 * Paris, or two names of one zone), since nothing would move then.
 */
export function zoneDifference(device: string, settings: string, nowMs: number): ZoneDifference | null {
  if (device === settings || !isTimeZone(device)) return null;
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(settings);
  const offsetsAt = (months: number) => {
    const at = now.add({ months });
    return at.withTimeZone(device).offsetNanoseconds - at.offsetNanoseconds;
  };
  const offsets = Array.from({ length: MONTHS }, (_, months) => offsetsAt(months));
  if (offsets.every((offset) => offset === 0)) return null;
  return { laterMinutes: Math.round((offsets[0] ?? 0) / 60e9) };
}

/** `6 hours`, `1 hour`, `5 hours 45 minutes`, `30 minutes`. */
export function spanWords(minutes: number): string {
  const parts = [
    [Math.floor(Math.abs(minutes) / 60), 'hour'],
    [Math.abs(minutes) % 60, 'minute'],
  ] as const;
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : `${count} ${unit}${count === 1 ? '' : 's'}`)).join(' ');
}
