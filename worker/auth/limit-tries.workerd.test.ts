import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { limitAttempts } from '#application/use-cases/accounts/limit-attempts.ts';
import { toInstant } from '#core/instant.ts';
import { realEffects } from '#test/effects.ts';
import { SITE } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

describe('limits of tries', () => {
  it('B26 a network has twenty tries a minute, whatever header it forges, and is told when to come back', async () => {
    const app = createApp(async () => new Response('page'));
    // Outside a local machine every request is logged.
    vi.spyOn(console, 'log').mockReturnValue(undefined);
    const ask = async (headers: Record<string, string>, ENVIRONMENT = 'production') => {
      const ctx = createExecutionContext();
      const body = JSON.stringify({ email: 'nobody@example.com', password: 'wrong password' });
      const request = new Request(`${SITE}/api/auth/sign-in/email`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      });
      const answer = await app.fetch(request, { ...env, RATE_LIMITS: 'on', ENVIRONMENT }, ctx);
      await waitOnExecutionContext(ctx);
      return answer;
    };
    const address = '198.51.100.77';
    const statuses: number[] = [];
    for (let count = 0; count < 20; count += 1) {
      statuses.push((await ask({ 'cf-connecting-ip': address, 'x-forwarded-for': `10.0.0.${count}` })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([401]));
    const refused = await ask({ 'cf-connecting-ip': address, 'x-forwarded-for': '10.9.9.9', 'x-user-id': 'usr_x' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.headers.get('ratelimit-policy')).toBe('"sign-in";q=20;w=60');
    expect((await ask({ 'cf-connecting-ip': '198.51.100.78' })).status).toBe(401);
    // Where nobody but the client sets the header, it counts for nothing.
    for (let count = 0; count < 20; count += 1) await ask({ 'cf-connecting-ip': `198.51.100.${count}` }, 'local');
    expect((await ask({ 'cf-connecting-ip': '198.51.100.200' }, 'local')).status).toBe(429);
  });

  it('B26 no try is lost when many come at once, and after its time the count begins anew', async () => {
    let nowMs = Date.now();
    const effects = { ...realEffects(), now: () => toInstant(nowMs) };
    const limit = { max: 5, windowSeconds: 60 };
    const attempt = () => limitAttempts(openDatabase(env.DB, newMeter()), effects, 'test x', limit);
    const waits = await Promise.all(Array.from({ length: 12 }, attempt));
    expect(waits.filter((wait) => wait === null)).toHaveLength(5);
    nowMs += 30_000;
    expect(await attempt()).toBe(30);
    nowMs += 30_000;
    expect(await attempt()).toBeNull();
  });
});
