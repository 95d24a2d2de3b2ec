import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from '../../http-env.ts';
import { DATA_POLICY, documentPolicy } from './content-security-policy.ts';
import { documentNonce } from './document-nonce.ts';

const TWO_YEARS_SECONDS = 63_072_000;

/** Tells browsers to be strict with everything that comes from here. An answer that brought a header of its own keeps it. */
export const securityHeaders = createMiddleware<HttpEnv>(async function securityHeaders(ctx, next) {
  await next();
  // The answer that opens a WebSocket is immutable.
  if (ctx.res.status === 101) return;
  const url = new URL(ctx.req.url);
  const isDocument = ctx.res.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  const headers: Record<string, string> = {
    'Content-Security-Policy': isDocument ? documentPolicy(documentNonce(ctx), url) : DATA_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  };
  if (url.protocol === 'https:')
    headers['Strict-Transport-Security'] = `max-age=${TWO_YEARS_SECONDS}; includeSubDomains`;
  for (const [name, value] of Object.entries(headers)) {
    if (!ctx.res.headers.has(name)) ctx.res.headers.set(name, value);
  }
});
