import { expect, it } from 'vitest';
import { d1Mistakes } from './d1-contract.ts';
import { d1Database } from './d1-database.ts';
import { createMemoryD1 } from './memory-d1.ts';
import { readMigrations } from './migrations.ts';

it('SIM5 the D1 of the simulation answers as the real one does', async () => {
  const memory = createMemoryD1(readMigrations());
  expect(await d1Mistakes(d1Database(async (statements) => memory.execute(statements)))).toEqual([]);
  memory.close();
});
