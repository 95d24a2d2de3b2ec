import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { problem } from './problem.ts';

/**
 * For every route that reads what it is sent, behind its login: a longer body is a 413 and is not kept. What no route
 * reads is never read at all.
 *
 * @param refuse the answer, where it is no problem
 */
export function limitBody(maxBytes: number, refuse = tooLarge): MiddlewareHandler {
  return bodyLimit({ maxSize: maxBytes, onError: () => refuse(maxBytes) });
}

function tooLarge(maxBytes: number): Response {
  return problem(413, 'too_large', `Send at most ${maxBytes} bytes.`);
}
