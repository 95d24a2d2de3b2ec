import type { Context } from 'hono';
import {
  authenticateService as findService,
  noteServiceTokenUse,
  type ServicePrincipal,
} from '#application/use-cases/accounts/authenticate-service.ts';
import type { ServiceScope } from '#core/account/service-token.ts';
import { AppError } from '#core/errors.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import type { HttpEnv } from '../../http-env.ts';

/**
 * Which program of the cluster a request comes from. Only its own kind of token counts: whatever a user has, session
 * or token, opens nothing here. What fails is counted, because a token is worth guessing at.
 *
 * @throws AppError `unauthenticated`, `rate_limited`, `insufficient_scope`
 */
export async function authenticateService(ctx: Context<HttpEnv>, scope: ServiceScope): Promise<ServicePrincipal> {
  const secret = /^Bearer +(\S+)$/i.exec(ctx.req.header('authorization') ?? '')?.[1];
  const { db, effects, runInBackground } = ctx.get('services');
  const found = secret === undefined ? null : await findService(db, effects, secret);
  if (found === null) {
    await limitTries(ctx, 'service');
    throw new AppError('unauthenticated', 'This is for programs of the cluster, with a service token.');
  }
  const { service, isUseToNote } = found;
  if (!service.scopes.includes(scope)) {
    ctx.set('problemHeaders', {
      'WWW-Authenticate': `Bearer realm="Carillon", error="insufficient_scope", scope="${scope}"`,
    });
    throw new AppError('insufficient_scope', `This takes a service token with the scope ${scope}.`);
  }
  if (isUseToNote) runInBackground('note-service-token-use', () => noteServiceTokenUse(db, effects, service.tokenId));
  return service;
}
