import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const known = new Map<string, boolean>();

/** Whether the runtime knows this IANA zone. Offsets such as `+02:00` are not zones: they cannot follow a clock change. */
export function isTimeZone(name: string): boolean {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const answer = isUsable(name);
  // Bounded, because names come from callers.
  if (known.size < 1000) known.set(name, answer);
  return answer;
}

// Intl alone takes more: abbreviations such as PST, which mean several zones and which Temporal cannot compute with.
function isUsable(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** An IANA time zone name, kept as it was written. */
export const TimeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')
  .meta({ examples: ['Europe/Berlin', 'America/New_York', 'UTC'] });
