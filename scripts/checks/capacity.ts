import { readFile } from 'node:fs/promises';
import { CAPACITY_FILE, capacityPage } from '../capacity/capacity-page.ts';
import { PlainError } from '../local/plain-error.ts';
import type { Check } from './check.ts';

/** Nobody sizes a cluster by numbers that nothing was measured for. */
export const capacity: Check = {
  name: 'docs/capacity.md is what the measured rates and the chart come to',
  async run() {
    if ((await readFile(CAPACITY_FILE, 'utf8').catch(() => '')) === (await capacityPage())) return;
    throw new PlainError('docs/capacity.md is out of date: `node scripts/write-capacity.ts`.');
  },
};
