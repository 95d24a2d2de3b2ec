import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { d1Mistakes } from './d1-contract.ts';

it('SIM5 D1 answers as the contract says', async () => {
  expect(await d1Mistakes(env.DB)).toEqual([]);
});
