import { writeFile } from 'node:fs/promises';
import { COST_FILE, costPage } from './cost/cost-page.ts';

// Writes what the edge costs anew; `npm run check` says when that is due.
await writeFile(COST_FILE, await costPage());
