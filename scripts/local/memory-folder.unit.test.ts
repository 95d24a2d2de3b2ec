import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../cluster/temporary-folder.ts';
import { memoryFolder } from './memory-folder.ts';

test('what tests store has a folder to be in, whether the machine has memory to spare or not', async () => {
  const folder = await temporaryFolder('memory-test', await memoryFolder());
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, 'stored'), 'yes');
  expect(await readFile(path.join(folder, 'stored'), 'utf8')).toBe('yes');
  expect(path.dirname(folder)).toBe(await memoryFolder());
});
