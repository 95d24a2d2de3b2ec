import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import type { Carillon } from '#test/e2e-harness.ts';

const SCRIPT = path.join(import.meta.dirname, 'admin.ts');

interface Answer {
  readonly code: number;
  /** Whatever it wrote. */
  readonly text: string;
  /** What a `> file` gets of it. */
  readonly output: string;
}

/** What a command of the operator prints, and the code it ends with. */
function admin({ origin, operatorToken }: Carillon, ...args: string[]): Promise<Answer> {
  const env = { ...process.env, OPERATOR_TOKEN: operatorToken };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args, '--origin', origin], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), text: (stdout + stderr).trim(), output: stdout });
    });
  });
}

test('OPS3 the operator makes, lists and revokes tokens of programs by command, and looks after consumers', async ({
  carillon,
}) => {
  const made = await admin(carillon, 'service-token', 'create', 'the mirror', '--scopes', 'feed,deliveries');
  const secret = made.output.trim();
  const line = made.text.split('\n')[1] ?? '';
  expect(made.output).toBe(`${secret}\n`);
  expect(line).toMatch(/^svc_\w+ {2}feed,deliveries .* the mirror$/);
  const authorization = `Bearer ${secret}`;
  const lease = await fetch(`${carillon.origin}/feed/lease`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ consumer: 'by-command', holder: 'pod 1' }),
  });
  expect(lease.status).toBe(200);
  expect((await admin(carillon, 'service-token', 'list')).text).toContain(line.slice(0, 30));
  expect((await admin(carillon, 'feed', 'status')).text).toMatch(/by-command {2}snapshot .* held by pod 1 until/);
  expect(await admin(carillon, 'feed', 'resync', 'by-command')).toMatchObject({
    code: 0,
    text: 'by-command begins anew with a snapshot.',
  });
  expect((await admin(carillon, 'feed', 'forget', 'by-command')).code).toBe(0);
  const gone = await admin(carillon, 'feed', 'forget', 'by-command');
  expect(gone).toMatchObject({ code: 1, text: 'There is no consumer by-command.' });
  expect((await admin(carillon, 'service-token', 'revoke', line.split(' ')[0] ?? '')).code).toBe(0);
  expect((await fetch(`${carillon.origin}/feed/status`, { headers: { authorization } })).status).toBe(401);
});

test('OPS3 called with anything else it says what it takes, and does nothing', async ({ carillon }) => {
  const help = await admin(carillon, 'help');
  expect([help.code, help.output.includes('service-token create NAME')]).toEqual([0, true]);
  for (const args of [[], ['nonsense'], ['feed'], ['service-token']]) {
    const { code, text } = await admin(carillon, ...args);
    expect([code, text.includes('service-token create NAME')]).toEqual([1, true]);
  }
  for (const args of [
    ['feed', 'resync'],
    ['service-token', 'create', 'x', '--scope', 'feed'],
    ['reset-link', 'a', 'b'],
  ]) {
    const { code, text } = await admin(carillon, ...args);
    expect([code, text.includes('npm run admin -- ')]).toEqual([1, true]);
  }
  const unknown = await admin(carillon, 'service-token', 'create', 'x', '--scopes', 'everything');
  expect([unknown.code, unknown.text]).toEqual([1, expect.stringContaining('scopes')]);
});
