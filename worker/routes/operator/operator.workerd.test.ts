import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { browse, newVisitor } from '#test/visitor.ts';

function ask(email: string, authorization?: string): Promise<Response> {
  const headers: HeadersInit = authorization === undefined ? {} : { authorization };
  return browse(null, '/api/operator/reset-links', { method: 'POST', body: JSON.stringify({ email }), headers });
}

describe('happy', () => {
  it('OPS1 the operator gets a link to the page that sets a new password', async () => {
    const visitor = await newVisitor();
    const answer = await ask(visitor.email, `Bearer ${env.OPERATOR_TOKEN}`);
    expect(answer.status).toBe(201);
    const { url } = z.object({ url: z.string() }).parse(await answer.json());
    expect(url).toMatch(/^https:\/\/carillon\.test\/reset-password\?token=\w{24,}$/);
  });
});

describe('errors', () => {
  it('OPS1 an address without an account is a 404', async () => {
    expect((await ask('nobody@example.com', `Bearer ${env.OPERATOR_TOKEN}`)).status).toBe(404);
  });
});

describe('security', () => {
  it('OPS2 nobody else gets one: no token, a wrong one, a user', async () => {
    const visitor = await newVisitor();
    const wrong = [
      undefined,
      'Bearer',
      'Bearer x',
      `Bearer ${env.OPERATOR_TOKEN}x`,
      `Bearer ${env.OPERATOR_TOKEN.slice(0, -1)}`,
      `Basic ${env.OPERATOR_TOKEN}`,
      await visitor.bearer('read', 'write'),
    ];
    for (const authorization of wrong) expect((await ask(visitor.email, authorization)).status).toBe(401);
    const { results } = await env.DB.prepare('SELECT id FROM verifications WHERE value = ?').bind(visitor.id).all();
    expect(results).toEqual([]);
  });
});
