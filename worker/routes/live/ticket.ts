import { z } from 'zod';
import { CredentialSchema } from '#application/hub-port.ts';
import { UserIdSchema } from '#core/ids.ts';

/** What a ticket says. It opens one socket, for this user, as if with this credential. */
const TicketSchema = z.strictObject({
  userId: UserIdSchema,
  credential: CredentialSchema,
  expiresAtMs: z.int(),
  nonce: z.string().min(16),
});
export type Ticket = z.infer<typeof TicketSchema>;

export const TICKET_LIFETIME_MS = 60_000;
const MAX_TICKET_CHARACTERS = 1000;
// The secret signs sessions too; the label keeps one kind of signature from passing as the other.
const LABEL = 'carillon live ticket v1:';

export async function signTicket(ticket: Ticket, secret: string): Promise<string> {
  const payload = encodeBytes(new TextEncoder().encode(JSON.stringify(ticket)));
  const signature = await crypto.subtle.sign('HMAC', await keyOf(secret), signedBytes(payload));
  return `${payload}.${encodeBytes(new Uint8Array(signature))}`;
}

/** What a ticket says; null when we did not sign it, or its time is over. */
export async function readTicket(text: string, secret: string, nowMs: number): Promise<Ticket | null> {
  const [payload, signature, ...rest] = text.length > MAX_TICKET_CHARACTERS ? [] : text.split('.');
  if (payload === undefined || signature === undefined || rest.length > 0) return null;
  const bytes = decodeBytes(signature);
  const isOurs =
    bytes !== null && (await crypto.subtle.verify('HMAC', await keyOf(secret), bytes, signedBytes(payload)));
  const said = isOurs ? decodeBytes(payload) : null;
  if (said === null) return null;
  const ticket = TicketSchema.safeParse(JSON.parse(new TextDecoder().decode(said)));
  return ticket.success && ticket.data.expiresAtMs > nowMs ? ticket.data : null;
}

function signedBytes(payload: string): Uint8Array {
  return new TextEncoder().encode(`${LABEL}${payload}`);
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

function encodeBytes(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function decodeBytes(text: string): Uint8Array | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
