import { z } from 'zod';
import { InstantSchema, toEpochMs, toInstant } from '#core/instant.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { signTicket, TICKET_LIFETIME_MS } from './ticket.ts';

const TicketReplySchema = z
  .strictObject({
    ticket: z.string().meta({ description: 'Put it into the address: `/api/v1/live?ticket=…`. It opens one socket.' }),
    expiresAt: InstantSchema,
  })
  .meta({ id: 'LiveTicket' });

export const createTicket = endpoint(
  {
    method: 'post',
    path: '/live/ticket',
    operationId: 'createLiveTicket',
    summary: 'Get a ticket for the live socket',
    description:
      'For programs that cannot send a header when they open a WebSocket. The socket ends with the token or session that asked for it.',
    section: 'Live',
    access: 'read',
    answer: { status: 201, description: 'A ticket for one socket, good for a minute.', schema: TicketReplySchema },
  },
  async ({ principal: { userId, credential }, services: { configuration, effects } }) => {
    const expiresAtMs = toEpochMs(effects.now()) + TICKET_LIFETIME_MS;
    const nonce = crypto.randomUUID();
    const ticket = await signTicket({ userId, credential, expiresAtMs, nonce }, configuration.authSecret);
    return { body: { ticket, expiresAt: toInstant(expiresAtMs) } };
  },
);
