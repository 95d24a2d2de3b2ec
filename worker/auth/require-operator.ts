import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { AppError } from '#core/errors.ts';
import type { HttpEnv } from '../http-env.ts';
import { limitTries } from './limit-tries.ts';

/**
 * Lets through whoever runs this deployment. Hashes are compared, because they have one length, in constant time.
 *
 * @throws AppError `unauthenticated`, `rate_limited`
 */
export async function requireOperator(ctx: Context<HttpEnv>): Promise<void> {
  const given = /^Bearer +(\S+)$/i.exec(ctx.req.header('authorization') ?? '')?.[1] ?? '';
  if (timingSafeEqual(sha256(given), sha256(ctx.get('services').configuration.operatorToken))) return;
  await limitTries(ctx, 'operator');
  throw new AppError('unauthenticated', 'This is for whoever runs the deployment.');
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
