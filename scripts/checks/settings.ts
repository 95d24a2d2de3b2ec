import { readFile } from 'node:fs/promises';
import { PlainError } from '../local/plain-error.ts';
import { SETTINGS_FILE, settingsPage, unlistedSettings } from '../settings-docs/settings-page.ts';
import type { Check } from './check.ts';

/** Nobody has to search the code for what can be set. */
export const settings: Check = {
  name: 'docs/settings.md lists every secret and variable',
  async run() {
    const unlisted = await unlistedSettings();
    if (unlisted.length > 0)
      throw new PlainError(`${unlisted.join('\n')}\nSecrets stand in scripts/settings-docs/secrets.ts.`);
    if ((await readFile(SETTINGS_FILE, 'utf8').catch(() => '')) === (await settingsPage())) return;
    throw new PlainError('docs/settings.md is out of date: `node scripts/write-settings.ts`.');
  },
};
