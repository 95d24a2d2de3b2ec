import type { PushPort } from '#application/push-port.ts';
import { AppError } from '#core/errors.ts';
import type { Services } from '../../services.ts';

/**
 * How to push.
 *
 * @throws AppError `invalid_state` when this deployment has no keys
 */
export function requirePush({ push }: Services): PushPort {
  if (!push) {
    throw new AppError('invalid_state', 'This server has no keys for web push, so no device can be added.');
  }
  return push;
}
