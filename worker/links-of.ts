import type { Context } from 'hono';
import { openSecret } from '#application/use-cases/mail/sealed-secret.ts';
import { unsubscribeToken } from '#application/use-cases/mail/unsubscribe-token.ts';
import type { Links } from '#application/use-cases/notifier/compose-message.ts';
import type { HttpEnv } from './http-env.ts';

/** Where links in messages lead: to the site as people know it, which need not be how the cluster reaches it. */
export function linksOf(ctx: Context<HttpEnv>): Links {
  const { configuration } = ctx.get('services');
  return {
    origin: publicOriginOf(ctx),
    openSecret: (sealed) => openSecret(configuration.authSecret, sealed),
    unsubscribe: (userId) => unsubscribeToken(configuration.authSecret, userId),
  };
}

export function publicOriginOf(ctx: Context<HttpEnv>): string {
  return ctx.get('services').configuration.publicOrigin ?? new URL(ctx.req.url).origin;
}
