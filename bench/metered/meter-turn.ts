import { z } from 'zod';
import type { Meter } from '#application/db/strict-d1.ts';
import { authenticateToken } from '#application/use-cases/accounts/authenticate.ts';
import { ConversationIdSchema } from '#core/ids.ts';
import { createServices } from '#worker/services.ts';

const SaidSchema = z.object({ conversationId: ConversationIdSchema, text: z.string(), tools: z.array(z.string()) });

/**
 * A turn of the chat, answered without a model, from the token to the end of the stream.
 *
 * @throws when it did something else than the bench believes it measures
 */
export async function meterTurn(request: Request, env: Env): Promise<Meter> {
  const { conversationId, text, tools } = SaidSchema.parse(await request.json());
  const background: Promise<unknown>[] = [];
  const { db, effects, meter, chatFor } = createServices(
    env,
    (work) => void background.push(work),
    () => null,
  );
  const secret = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
  const found = await authenticateToken(db, effects, secret);
  if (found === null) throw new Error('the token is unknown');
  const turn = await chatFor(found.principal).beginTurn(conversationId, { text }, null);
  const { events } = await turn.run(() => undefined, new AbortController().signal);
  await Promise.all(background);
  const used = events.flatMap((event) => (event.type === 'tool' ? [event.tool] : []));
  if (used.join() !== tools.join()) throw new Error(`"${text}" used ${used.join()}: ${JSON.stringify(events)}`);
  return meter;
}
