import type { Context } from 'hono';
import { requireOperator } from '../../auth/require-operator.ts';
import { type Access, isServiceAccess, serviceScopeOf } from '../../contract/contract.ts';
import type { HttpEnv } from '../../http-env.ts';
import { limitRate } from '../rate-limit/limit-rate.ts';
import { authenticate } from './authenticate.ts';
import { authenticateService } from './authenticate-service.ts';

/**
 * Lets a request through to a route, or throws why not. Who calls is found before anything they sent is looked at, so
 * a stranger learns nothing from how a route validates.
 */
export async function admit(ctx: Context<HttpEnv>, access: Access): Promise<void> {
  if (access === 'public') return;
  if (access === 'operator') return await requireOperator(ctx);
  if (isServiceAccess(access)) return ctx.set('service', await authenticateService(ctx, serviceScopeOf(access)));
  const principal = await authenticate(ctx, access);
  ctx.set('principal', principal);
  await limitRate(ctx, principal.userId);
}
