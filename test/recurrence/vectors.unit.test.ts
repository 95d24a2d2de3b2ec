import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { recurrenceEvaluation } from '../../scripts/eval/recurrence.ts';

// Thousands of cases: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

it('RC7 gives what python-dateutil and the zoneinfo of Python give, in thousands of cases', async () => {
  const text = await readFile(path.join(import.meta.dirname, 'vectors.jsonl'), 'utf8');
  const verdicts = text.trim().split('\n').map(recurrenceEvaluation.judge);
  expect(verdicts.length).toBeGreaterThan(2000);
  expect(verdicts.filter(({ isStrict }) => !isStrict)).toEqual([]);
});
