import type { Context } from 'hono';
import { type AttemptLimit, limitAttempts } from '#application/use-cases/accounts/limit-attempts.ts';
import { AppError } from '#core/errors.ts';
import type { HttpEnv } from '../http-env.ts';
import { clientNetwork } from './client-network.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** How often one network, or one user, may try what is worth guessing at or expensive to make. */
const LIMITS = {
  'sign-in': { max: 20, windowSeconds: MINUTE },
  'sign-up': { max: 60, windowSeconds: HOUR },
  demo: { max: 60, windowSeconds: HOUR },
  'request-reset': { max: 10, windowSeconds: 15 * MINUTE },
  'verify-email': { max: 20, windowSeconds: 15 * MINUTE },
  'send-again': { max: 60, windowSeconds: 15 * MINUTE },
  'reset-password': { max: 10, windowSeconds: 15 * MINUTE },
  'own-password': { max: 10, windowSeconds: 15 * MINUTE },
  operator: { max: 30, windowSeconds: MINUTE },
  service: { max: 30, windowSeconds: MINUTE },
} as const satisfies Record<string, AttemptLimit>;

/**
 * Counts a try against its limit, by network or, for somebody known, by user.
 *
 * @throws AppError `rate_limited`, with the seconds to wait
 */
export async function limitTries(ctx: Context<HttpEnv>, what: keyof typeof LIMITS, userId?: string): Promise<void> {
  const { configuration, db, effects } = ctx.get('services');
  if (!configuration.areRateLimitsOn) return;
  const limit = LIMITS[what];
  const waitSeconds = await limitAttempts(db, effects, `${what} ${userId ?? networkOf(ctx)}`, limit);
  if (waitSeconds === null) return;
  ctx.set('problemHeaders', {
    'RateLimit-Policy': `"${what}";q=${limit.max};w=${limit.windowSeconds}`,
    'Retry-After': String(waitSeconds),
  });
  throw new AppError('rate_limited', `That was tried too often. Wait ${waitSeconds} seconds.`);
}

/** On a local machine nobody stands before us who would set the header, so anybody could: there, all are one. */
function networkOf(ctx: Context<HttpEnv>): string {
  return ctx.get('services').configuration.environment === 'local' ? 'local' : clientNetwork(ctx.req.raw);
}
