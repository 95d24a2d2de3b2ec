import { z } from 'zod';

/** A moment as it stands in state and JSON: RFC 3339, UTC, exactly three digits of milliseconds. */
export const InstantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'must look like 2026-11-21T03:17:00.123Z')
  .meta({ format: 'date-time', examples: ['2026-11-21T03:17:00.123Z'] });

export type Instant = z.infer<typeof InstantSchema>;

/** @param epochMs milliseconds since 1970-01-01T00:00:00Z */
export function toInstant(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

/** @returns milliseconds since 1970-01-01T00:00:00Z */
export function toEpochMs(instant: Instant): number {
  return Date.parse(instant);
}
