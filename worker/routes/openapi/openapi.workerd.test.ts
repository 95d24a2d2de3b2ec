import { describe, expect, it } from 'vitest';
import { request } from '#test/contracts/api-caller.ts';
import { publishedOperations } from '#test/contracts/api-document.ts';

describe('GET /api/v1/openapi.json', () => {
  it('API30 is OpenAPI 3.1, for whoever asks, with an operation id of its own for each route', async () => {
    const operations = await publishedOperations();
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['listTasks', 'createTask', 'runCommands', 'undo', 'sync', 'health']));
  });

  it('API30 every reference leads somewhere, and the examples name the address it was read from', async () => {
    const { text } = await request('GET', '/api/v1/openapi.json');
    const document = JSON.parse(text);
    for (const [, section = '', name = ''] of text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)) {
      expect(document.components[section], `${section}/${name}`).toHaveProperty([name]);
    }
    expect(text).not.toContain('#/$defs/');
    expect(document.info.description).toContain('API=https://carillon.test/api/v1');
  });

  it('API31 what takes a user documents being refused', async () => {
    for (const { id, access, statuses, method } of await publishedOperations()) {
      if (access !== 'token' && access !== 'session') continue;
      expect(statuses, id).toEqual(expect.arrayContaining([400, 401, 403, 429, 500, 503]));
      if (method !== 'GET') expect(statuses, id).toEqual(expect.arrayContaining([413, 415]));
    }
  });
});

describe('GET /docs', () => {
  it('API32 is a page of our own files only, whose scripts carry the nonce of its policy', async () => {
    const { headers, text } = await request('GET', '/docs');
    const policy = headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce).toBeTruthy();
    expect(policy).not.toMatch(/unsafe-eval|https?:|script-src[^;]*unsafe-inline/);
    expect([...text.matchAll(/<script nonce="([^"]+)"/g)].map(([, each]) => each)).toEqual([nonce, nonce]);
    expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect((await request('GET', '/docs')).headers.get('content-security-policy')).not.toBe(policy);
  });
});
