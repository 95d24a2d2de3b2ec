import { z } from 'zod';
import { LoggedEventSchema } from '../log/event.ts';

export const LIVE_PROTOCOL = 1;
/** Sent and answered as these exact texts, so that the runtime answers without waking the hub. */
export const PING = '{"type":"ping"}';
export const PONG = '{"type":"pong"}';

/** The first message of a client: where it stands. `epoch` is null when it knows none, which is a `reset`. */
export const HelloSchema = z.strictObject({
  type: z.literal('hello'),
  protocol: z.literal(LIVE_PROTOCOL),
  lastSeq: z.int().nonnegative(),
  epoch: z.string().max(64).nullable(),
});

export const ClientMessageSchema = z.discriminatedUnion('type', [
  HelloSchema,
  z.strictObject({ type: z.literal('ping') }),
]);
export type ClientMessage = z.infer<typeof ClientMessageSchema>;

/** One event. `prev` is this user's event before it: a client that stands below `prev` has missed something. */
export const DeltaSchema = z.strictObject({
  type: z.literal('delta'),
  seq: z.int().positive(),
  prev: z.int().nonnegative(),
  event: LoggedEventSchema,
});

export const ServerMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('welcome'),
    protocol: z.literal(LIVE_PROTOCOL),
    epoch: z.string(),
    seq: z.int().nonnegative(),
  }),
  DeltaSchema,
  z.strictObject({ type: z.literal('pong') }),
  /** Read the state anew and go on from its seq. */
  z.strictObject({ type: z.literal('reset'), epoch: z.string(), seq: z.int().nonnegative() }),
]);
export type ServerMessage = z.infer<typeof ServerMessageSchema>;

/** Why the server closes a socket, as WebSocket close codes (RFC 6455 §7.4). */
export const CLOSE_CODES = { policy: 1008, tooBig: 1009, tooMany: 4008, protocol: 4002, revoked: 1008 } as const;

export const MAX_SOCKETS_PER_USER = 20;
export const MAX_CLIENT_MESSAGE_BYTES = 4096;
