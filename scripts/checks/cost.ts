import { readFile } from 'node:fs/promises';
import { COST_FILE, costPage } from '../cost/cost-page.ts';
import { PlainError } from '../local/plain-error.ts';
import type { Check } from './check.ts';

/** Nobody reckons with a bill of last year. */
export const cost: Check = {
  name: 'docs/cost.md is what the recorded bill and the prices come to',
  async run() {
    if ((await readFile(COST_FILE, 'utf8').catch(() => '')) === (await costPage())) return;
    throw new PlainError('docs/cost.md is out of date: `node scripts/write-cost.ts`.');
  },
};
