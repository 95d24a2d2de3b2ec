import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import { signUp } from '#test/e2e-client.ts';

const SCRIPT = path.join(import.meta.dirname, 'smoke.ts');

/** What `npm run smoke` prints, and the code it ends with. */
function smoke(operatorToken: string, ...args: string[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, OPERATOR_TOKEN: operatorToken };
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), text: stdout + stderr });
    });
  });
}

test('DP7 the smoke test does what a person does first, and leaves nothing behind', async ({ carillon }) => {
  const { code, text } = await smoke('', '--origin', carillon.origin);
  expect(text).toContain('All is well.');
  for (const step of ['health', 'ready', 'sign-up', 'create', 'live', 'reminder', 'delete the account'])
    expect(text).toContain(`✓ ${step}`);
  expect(text).toContain('– event: left out');
  expect(code).toBe(0);
});

test('DP7 with a bridge it waits until the events were taken, and says who did not', async ({ carillon }) => {
  const { origin, operatorToken } = carillon;
  const nobody = await smoke(operatorToken, '--origin', origin, '--consumer', 'nobody-here');
  expect([nobody.code, nobody.text]).toEqual([1, expect.stringContaining('✗ event')]);
  expect(nobody.text).toContain('no consumer nobody-here has ever asked');
  expect(nobody.text, 'also then').toContain('✓ delete the account');
  const asOperator = async (at: string, body: object) => {
    const headers = { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' };
    return await (await fetch(`${origin}${at}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { secret } = await asOperator('/api/operator/service-tokens', { name: 'smoke', scopes: ['feed'] });
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ consumer: 'asleep', holder: 'a pod' });
  expect((await fetch(`${origin}/feed/lease`, { method: 'POST', headers, body })).status).toBe(200);
  await (await signUp(origin, 'UTC')).command([{ type: 'task.create', title: 'Nobody takes it' }]);
  const asleep = await smoke(operatorToken, '--origin', origin, '--consumer', 'asleep', '--patience', '3');
  expect([asleep.code, asleep.text]).toEqual([
    1,
    expect.stringMatching(/asleep has not acknowledged event \d+ within 3 s/),
  ]);
});

test('DP7 against nothing, or without an address, it says so', async () => {
  const nothing = await smoke('', '--origin', 'http://127.0.0.1:9');
  expect([nothing.code, nothing.text]).toEqual([1, expect.stringContaining('✗ health at http://127.0.0.1:9')]);
  expect((await smoke('')).text).toContain('npm run smoke -- --origin');
});
