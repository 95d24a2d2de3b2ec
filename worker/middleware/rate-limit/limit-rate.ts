import type { Context } from 'hono';
import { AppError } from '#core/errors.ts';
import type { HttpEnv } from '../../http-env.ts';

/** As in wrangler.toml, which is where they take effect; the binding does not tell. */
const LIMIT = 600;
const PERIOD_SECONDS = 60;

/**
 * The brake on one user's requests, whatever device or token they come from: the key is the user that authentication
 * found, never anything a client can set. The count is approximate and kept per location, so no remaining number is told.
 *
 * @throws AppError `rate_limited`
 */
export async function limitRate(ctx: Context<HttpEnv>, userId: string): Promise<void> {
  if (!ctx.get('services').configuration.areRateLimitsOn) return;
  const { success } = await ctx.env.API_RATE_LIMIT.limit({ key: userId });
  if (success) return;
  ctx.set('problemHeaders', { 'RateLimit-Policy': `"user";q=${LIMIT};w=${PERIOD_SECONDS}` });
  throw new AppError(
    'rate_limited',
    `You can make about ${LIMIT} requests in ${PERIOD_SECONDS} seconds. Wait a little.`,
  );
}
