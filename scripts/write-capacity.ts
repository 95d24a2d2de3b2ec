import { writeFile } from 'node:fs/promises';
import { CAPACITY_FILE, capacityPage } from './capacity/capacity-page.ts';

// Writes what a million accounts need anew; `npm run check` says when that is due.
await writeFile(CAPACITY_FILE, await capacityPage());
