import { it } from 'vitest';
import { UNSAMPLED } from './attacks.ts';
import { expectBounded, expectUnheeded } from './under-attack.ts';

const attacks = UNSAMPLED.map((attack) => [attack.id, attack] as const);

it.each(attacks)('IJ2 a model that obeys whatever it reads stays within its bounds: %s', async (_id, attack) => {
  await expectBounded(attack);
});

it.each(attacks)('IJ4 without a model what is written in tasks is never an order: %s', async (_id, attack) => {
  await expectUnheeded(attack);
});
