import { z } from 'zod';
import { type Instant, InstantSchema } from '#core/instant.ts';
import { parseJson } from '../../parse-json.ts';
import type { Grant } from './ledger.ts';

const BodySchema = z.object({ type: z.literal('reminder.fired'), data: z.object({ scheduledAt: InstantSchema }) });

/** When the reminder that a message tells of was to ring, the oldest of a digest; null for what is about none. */
export function scheduledAtOf(grant: Grant): Instant | null {
  if (grant.channel === 'webhook') return BodySchema.safeParse(parseJson(grant.body)).data?.data.scheduledAt ?? null;
  if (grant.letter.kind !== 'reminder') return null;
  return grant.letter.items.map(({ scheduledAt }) => scheduledAt).sort()[0] ?? null;
}
