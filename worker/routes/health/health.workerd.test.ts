import { exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';

describe('GET /health', () => {
  it('API1 happy: says that the Worker runs, and which version, without touching anything', async () => {
    const answer = await exports.default.fetch('https://carillon.test/health');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok', version: '0.1.0' });
  });
  it('x', async () => {
    const answer = await exports.default.fetch('https://carillon.test/api/v1/tasks');
    console.log(answer.status, [...answer.headers], await answer.text());
    const b = await exports.default.fetch('https://carillon.test/api/v1/tasks', {method:'PUT'});
    console.log(b.status, [...b.headers], await b.text());
  });
});
