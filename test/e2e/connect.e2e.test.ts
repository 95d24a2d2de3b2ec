import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { test } from './e2e-test.ts';

const FileSchema = z.object({
  mcpServers: z.object({ carillon: z.object({ url: z.string(), headers: z.record(z.string(), z.string()) }) }),
});

/** Connects as Cursor would that was given the file on the page. */
async function connectAsTold(page: Page): Promise<Client> {
  await page.getByRole('tab', { name: 'Cursor' }).click();
  const { carillon } = FileSchema.parse(
    JSON.parse((await page.getByRole('tabpanel').locator('pre').first().textContent()) ?? ''),
  ).mcpServers;
  const client = new Client({ name: 'cursor', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(carillon.url), {
    requestInit: { headers: carillon.headers },
  });
  await client.connect(transport);
  return client;
}

test('MC11 what the page says connects: it reads at first, and writes once it is allowed to', async ({
  openDevice,
  newSession,
}) => {
  const { page, visit } = await openDevice({ session: await newSession() });
  await visit('/settings/connect');
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByRole('button', { name: 'Make the token' }).click();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText(/hold the token “assistant” \(read\)/).waitFor();
  const reader = await connectAsTold(page);
  const readable = (await reader.listTools()).tools.map(({ name }) => name);
  expect(readable).toContain('overview');
  expect(readable).not.toContain('add');
  await reader.close();

  await page.getByRole('button', { name: 'Another token' }).click();
  await page.getByRole('radio', { name: /^Read See/ }).press('ArrowDown');
  await page.getByRole('button', { name: 'Make the token' }).click();
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText(/\(read and write\)/).waitFor();
  const writer = await connectAsTold(page);
  await writer.callTool({ name: 'add', arguments: { tasks: [{ title: 'said by the assistant' }] } });
  await writer.close();
  await visit('/inbox');
  await page.getByRole('row', { name: /said by the assistant/ }).waitFor();

  await visit('/settings/tokens');
  await page.getByText('Read and write', { exact: true }).waitFor();
});
