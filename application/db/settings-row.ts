import { SETTINGS_ID } from '#core/ids.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { settings } from './schema.ts';

export function settingsFromRow(row: typeof settings.$inferSelect): Settings {
  const { userId: _user, ...rest } = row;
  return { id: SETTINGS_ID, ...rest };
}
