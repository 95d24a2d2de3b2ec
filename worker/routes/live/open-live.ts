import type { Context } from 'hono';
import { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import { endpoint } from '../../contract/endpoint.ts';
import type { HttpEnv } from '../../http-env.ts';
import { admit } from '../../middleware/authenticate/admit.ts';
import { openHubSocket } from './open-hub-socket.ts';
import { readTicket } from './ticket.ts';

const LiveQuerySchema = z.strictObject({
  ticket: z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'From `POST /live/ticket`, where no header can be sent.' }),
});

export const openLive = endpoint(
  {
    method: 'get',
    path: '/live',
    operationId: 'openLive',
    summary: 'Open the live socket',
    description:
      'A WebSocket. Send `{"type":"hello","protocol":1,"lastSeq":…,"epoch":…}` with the place of the state you have; you get `welcome`, then what you missed and everything that happens as `delta`, or `reset` when that cannot be told. A `delta` whose `prev` is above your place means that you missed something: say `hello` again. Pages of this site use their session, other programs a token or a ticket.',
    section: 'Live',
    // Who calls is found by the handler, because a ticket is no header.
    access: 'public',
    query: LiveQuerySchema,
    problems: [
      'unauthenticated',
      'insufficient_scope',
      'foreign_origin',
      'upgrade_required',
      'rate_limited',
      'unavailable',
    ],
    answer: { status: 101, description: 'The socket is open.' },
  },
  async ({ ctx, query }) => {
    const isUpgrade = ctx.req.header('upgrade')?.toLowerCase() === 'websocket';
    const { userId, opening } = await whoOpens(ctx, query.ticket);
    if (!isUpgrade) {
      ctx.set('problemHeaders', { Upgrade: 'websocket' });
      throw new AppError(
        'upgrade_required',
        'Open a WebSocket here. `GET /api/v1/events` tells the same as lines of text.',
      );
    }
    const webSocket = await openHubSocket(ctx.env.USER_HUB, userId, opening);
    return { response: new Response(null, { status: 101, webSocket }) };
  },
);

async function whoOpens(ctx: Context<HttpEnv>, ticketText: string | undefined) {
  if (ticketText === undefined) {
    await admit(ctx, 'read');
    const principal = ctx.get('principal');
    if (!principal) throw new AppError('unauthenticated', 'Sign in, send a token, or get a ticket.');
    return { userId: principal.userId, opening: { credential: principal.credential, ticket: null } };
  }
  const { configuration, effects } = ctx.get('services');
  const ticket = await readTicket(ticketText, configuration.authSecret, toEpochMs(effects.now()));
  if (!ticket) throw new AppError('unauthenticated', 'The ticket is not ours, or its minute is over. Get another one.');
  const { userId, credential, nonce, expiresAtMs } = ticket;
  return { userId, opening: { credential, ticket: { nonce, expiresAtMs } } };
}
