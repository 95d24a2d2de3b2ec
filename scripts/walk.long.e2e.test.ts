import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import { launchBrowser } from '#test/e2e-browser.ts';
import { walk } from './walk/walk.ts';

test('DP9 a browser walks through a deployment, and leaves a trace of what went wrong', { timeout: 600_000 }, async ({
  carillon,
}) => {
  const traces = await mkdtemp(path.join(tmpdir(), 'carillon-walk-'));
  const browser = await launchBrowser();
  try {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    await walk({ browser, origin: carillon.origin, traces, say });
    expect(said.at(-1)).toBe('✓ it is deleted, and undone');
    expect(await readdir(traces)).toEqual([]);
    await expect(walk({ browser, origin: 'http://127.0.0.1:9', traces, say })).rejects.toThrow('✗ the demo opens');
    expect(await readdir(traces)).toEqual(['walk.zip']);
  } finally {
    await browser.close();
    await rm(traces, { recursive: true, force: true });
  }
});
