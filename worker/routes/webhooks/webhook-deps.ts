import type { Context } from 'hono';
import { z } from 'zod';
import type { WebhookDeps } from '#application/use-cases/webhooks/webhook-deps.ts';
import { MessageIdSchema, WebhookIdSchema } from '#core/ids.ts';
import type { HttpEnv } from '../../http-env.ts';
import { publicOriginOf } from '../../links-of.ts';

export const WebhookParamsSchema = z.strictObject({ webhookId: WebhookIdSchema });
export const WebhookMessageParamsSchema = z.strictObject({ webhookId: WebhookIdSchema, messageId: MessageIdSchema });

export function webhookDeps(ctx: Context<HttpEnv>): WebhookDeps {
  const { db, effects, configuration } = ctx.get('services');
  return { db, effects, allowances: configuration.webhookAllowances, ownHost: new URL(publicOriginOf(ctx)).host };
}
