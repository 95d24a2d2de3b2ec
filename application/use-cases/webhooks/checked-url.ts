import { refuseWebhookUrl } from '#core/delivery/webhook-url.ts';
import { AppError } from '#core/errors.ts';
import type { WebhookDeps } from './webhook-deps.ts';

/** The address as it is kept. @throws AppError `validation_failed` when it must not be called */
export function checkedUrl({ allowances, ownHost }: WebhookDeps, text: string): string {
  const message = refuseWebhookUrl(text, allowances, ownHost);
  if (message === null) return new URL(text).href;
  throw new AppError('validation_failed', 'This address cannot be called.', { errors: [{ path: 'url', message }] });
}
