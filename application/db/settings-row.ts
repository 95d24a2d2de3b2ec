import { AppError } from '#core/errors.ts';
import { SETTINGS_ID } from '#core/ids.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { settings } from './schema.ts';

/**
 * A user's settings. Everybody has them as long as the account is there, so whoever finds none was let in just before
 * it went.
 *
 * @throws AppError `unauthenticated`, as the next request will be
 */
export function settingsFromRow(row: typeof settings.$inferSelect | undefined): Settings {
  if (!row) throw new AppError('unauthenticated', 'This account is gone.');
  const { userId: _user, ...rest } = row;
  return { id: SETTINGS_ID, ...rest };
}
