import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';

test('API32 the API page draws itself from our own files, without a breach of its policy', async ({
  carillon,
  openDevice,
}) => {
  const { page } = await openDevice();
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto('/docs');
  await page.getByRole('heading', { name: 'Carillon API' }).waitFor();
  await page.getByText('Get a token').first().waitFor();
  expect(
    addresses.filter((address) => !address.startsWith(carillon.origin) && !/^(?:data|blob):/.test(address)),
  ).toEqual([]);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;

test.skipIf(!hasCurl)('API33 every line of curl on the API page does what it says', async ({ carillon }) => {
  const headers = { 'content-type': 'application/json', origin: carillon.origin };
  const demo = await fetch(`${carillon.origin}/api/v1/demo`, { method: 'POST', headers, body: '{}' });
  const cookie = demo.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const made = await fetch(`${carillon.origin}/api/v1/tokens`, {
    method: 'POST',
    headers: { ...headers, cookie },
    body: '{"name":"docs","scopes":["read","write"]}',
  });
  const { secret }: { secret: string } = await made.json();
  const document = await (await fetch(`${carillon.origin}/api/v1/openapi.json`)).json();
  const description: string = document.info.description;
  const blocks = [...description.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  expect(blocks).toHaveLength(2);
  const script = blocks
    .join('\n')
    .replace(/^TOKEN=.*$/m, `TOKEN='${secret}'`)
    // What a person copies out of the answer, this takes out of it.
    .replace(/^api \$API\/tasks -d .*$/m, (add) => `ANSWER=$(${add})`)
    .replace(/^TASK=.*$/m, `TASK=$(printf %s "$ANSWER" | sed -E 's/.*"id":"(task_[0-9a-z]+)".*/\\1/')`)
    .replace(/^CHANGE=.*$/m, `CHANGE=$(printf %s "$ANSWER" | sed -E 's/.*"correlationId":"(cor_[0-9a-z]+)".*/\\1/')`)
    .replace('curl -sS', 'curl -sS --fail-with-body');
  expect(script).not.toContain('…');
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { maxBuffer: 2 ** 24 });
  expect(stdout).toContain('"status":"completed"');
  expect(stdout).toContain('"replies":[');
});
