import { z } from 'zod';

/** What every program of the project answers on `/health`: it runs, and which version of it. No I/O behind it. */
export const HealthSchema = z.strictObject({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' });
export type Health = z.infer<typeof HealthSchema>;

/** What every program answers on `/ready` when each part it needs answers; otherwise a problem names the first that does not. */
export const ReadinessSchema = z
  .strictObject({ status: z.literal('ready'), version: z.string(), parts: z.record(z.string(), z.literal('ok')) })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof ReadinessSchema>;
