import { writeFile } from 'node:fs/promises';
import { SETTINGS_FILE, settingsPage } from './settings-docs/settings-page.ts';

// Writes the list of every setting anew; `npm run check` says when that is due.
await writeFile(SETTINGS_FILE, await settingsPage());
