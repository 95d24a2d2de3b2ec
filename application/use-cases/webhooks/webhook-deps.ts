import type { WebhookAllowances } from '#core/delivery/webhook-url.ts';
import type { Database } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';

export interface WebhookDeps {
  db: Database;
  effects: Effects;
  /** What the operator lets webhooks reach beyond the public internet. */
  allowances: WebhookAllowances;
  /** The host of this deployment, which must not be made to call itself. */
  ownHost: string | null;
}
