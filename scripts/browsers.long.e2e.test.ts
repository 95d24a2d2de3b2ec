import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import { startCarillon } from '#test/e2e-harness.ts';
import { project } from './local/project.ts';

const traces = path.join(project.root, 'test-results');

/** One file of the suite, as the command runs it. */
async function browse(origin: string): Promise<{ code: number; said: string }> {
  const args = ['scripts/browsers.ts', '--origin', origin, 'test/e2e/language-page.e2e.test.ts'];
  const child = spawn(process.execPath, args, { cwd: project.root, stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { code, said };
}

test('CI19 the browser suite runs against an address, with its limits on', { timeout: 600_000 }, async () => {
  const carillon = await startCarillon({ vars: { RATE_LIMITS: 'on' } });
  onTestFinished(() => carillon.stop());
  const { code, said } = await browse(carillon.origin);
  expect(said).toMatch(/^[1-9]\d* passed, 0 failed$/m);
  expect(code).toBe(0);
});

test('CI19 where pages do not come to life the suite fails, and leaves traces of it', {
  timeout: 600_000,
}, async () => {
  onTestFinished(() => rm(traces, { recursive: true, force: true }));
  const dead = createServer((request, response) => {
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Nothing</title>');
  });
  onTestFinished(() => void dead.close());
  await new Promise<void>((listening) => dead.listen(0, '127.0.0.1', listening));
  const address = dead.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { code, said } = await browse(`http://127.0.0.1:${port}`);
  expect(said).toMatch(/^\d+ passed, [1-9]\d* failed$/m);
  expect(code).toBe(1);
  expect((await readdir(traces)).filter((name) => name.endsWith('.zip'))).not.toEqual([]);
});
