import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { chatEvaluation, ListsSchema } from '../../../scripts/eval/chat.ts';

// Many conversations: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 120_000 });

function read(file: string): string {
  return readFileSync(path.join(import.meta.dirname, file), 'utf8');
}

/**
 * What is known to be understood otherwise than its vector says; one that starts to hold has to leave the list.
 * chat367: `the 20th` without `on` stays a title.
 */
const KNOWN_MISSES = ['chat367'];

it('PK20 the vectors of the conversation come out as they say, all but those that are known', async () => {
  const { judge } = chatEvaluation(ListsSchema.parse(JSON.parse(read('chat-lists.json'))));
  const lines = read('chat-en.jsonl')
    .split('\n')
    .filter((line) => line !== '');
  const misses: string[] = [];
  for (const line of lines) {
    const { id, isStrict } = await judge(line);
    if (!isStrict) misses.push(id);
  }
  expect(misses).toEqual(KNOWN_MISSES);
  expect(lines.length).toBeGreaterThanOrEqual(300);
});
