import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { WebhookBodySchema } from './webhook.ts';

it('WH8 the example in docs/webhooks.md is what is sent', async () => {
  const page = await readFile(new URL('../../docs/webhooks.md', import.meta.url).pathname, 'utf8');
  const json = /```json\n(?<json>[\s\S]*?)```/.exec(page)?.groups?.json ?? '';
  expect(WebhookBodySchema.parse(JSON.parse(json)).type).toBe('reminder.fired');
});
