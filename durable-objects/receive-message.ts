import {
  CLOSE_CODES,
  ClientMessageSchema,
  LIVE_PROTOCOL,
  MAX_CLIENT_MESSAGE_BYTES,
  PONG,
} from '#core/live/protocol.ts';
import type { LiveSocket } from './live-socket.ts';
import type { MessageBudget } from './message-budget.ts';

/**
 * Does what one frame of a client asks for. Whatever is too large, too frequent, or no message of the protocol closes
 * the socket: a program that speaks wrongly is not corrected here, it is sent away.
 *
 * @returns whether a turn of the loop is needed to answer
 */
export function receiveMessage(socket: LiveSocket, frame: string | ArrayBuffer, budget: MessageBudget): boolean {
  if (!budget.take(socket.key)) return refuse(socket, CLOSE_CODES.policy, 'Too many messages.');
  if (sizeOf(frame) > MAX_CLIENT_MESSAGE_BYTES)
    return refuse(socket, CLOSE_CODES.tooBig, `At most ${MAX_CLIENT_MESSAGE_BYTES} bytes.`);
  const json = parseJson(frame);
  const message = ClientMessageSchema.safeParse(json);
  if (!message.success) return refuseJunk(socket, json);
  if (message.data.type === 'ping') {
    socket.send(PONG);
    return false;
  }
  const { lastSeq, epoch } = message.data;
  socket.setState({ ...socket.state(), stand: { phase: 'greeted', epoch, lastSeq } });
  return true;
}

function refuse(socket: LiveSocket, code: number, reason: string): false {
  socket.close(code, reason);
  return false;
}

/** A client of another version is told so by its own code, because loading the page again helps it. */
function refuseJunk(socket: LiveSocket, json: unknown): false {
  const isHello = typeof json === 'object' && json !== null && 'type' in json && json.type === 'hello';
  if (isHello && 'protocol' in json && json.protocol !== LIVE_PROTOCOL) {
    return refuse(socket, CLOSE_CODES.protocol, `This hub speaks protocol ${LIVE_PROTOCOL}.`);
  }
  return refuse(socket, CLOSE_CODES.policy, 'Not a message of this protocol.');
}

function sizeOf(frame: string | ArrayBuffer): number {
  // A UTF-16 unit is at most three bytes: what is long in characters need not be encoded to be refused.
  if (typeof frame !== 'string') return frame.byteLength;
  return frame.length > MAX_CLIENT_MESSAGE_BYTES ? frame.length : new TextEncoder().encode(frame).byteLength;
}

function parseJson(frame: string | ArrayBuffer): unknown {
  if (typeof frame !== 'string') return undefined;
  try {
    return JSON.parse(frame);
  } catch {
    return undefined;
  }
}
