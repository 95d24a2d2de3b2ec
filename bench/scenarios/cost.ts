import { z } from 'zod';

/** What the Worker says in `X-Meter` when it is asked to. */
export const MeterSchema = z.object({
  trips: z.coerce.number(),
  statements: z.coerce.number(),
  read: z.coerce.number(),
  written: z.coerce.number(),
  hub: z.coerce.number(),
  causes: z.string(),
});
export type Cost = z.infer<typeof MeterSchema>;

/** What an answer cost. */
export function costOf(response: Response): Cost {
  const header = response.headers.get('x-meter') ?? '';
  return MeterSchema.parse(Object.fromEntries(header.split(';').map((part) => part.split('='))));
}
