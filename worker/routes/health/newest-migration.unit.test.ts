import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { NEWEST_MIGRATION } from './newest-migration.ts';

test('API2 readiness waits for the newest migration there is', async () => {
  const files = await readdir(path.resolve(import.meta.dirname, '../../../migrations'));
  expect(
    files
      .filter((file) => file.endsWith('.sql'))
      .sort()
      .at(-1),
  ).toBe(NEWEST_MIGRATION);
});
