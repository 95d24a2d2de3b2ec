import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { newApiCaller } from '#test/contracts/api-caller.ts';
import { describeRouteSecurity } from '#test/contracts/route-security.ts';

describe('GET /me and PATCH /me', () => {
  describe('happy', () => {
    it('API29 answers who you are, and changes zone, language and first day of the week', async () => {
      const caller = await newApiCaller();
      expect((await caller.call('GET', '/me')).json()).toMatchObject({
        userId: caller.visitor.id,
        settings: { zone: 'Europe/Berlin' },
      });
      const answer = await caller.call('PATCH', '/me', { body: { zone: 'Asia/Tokyo', locale: 'de-CH', weekStart: 7 } });
      expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
      expect(answer.json()).toMatchObject({
        settings: { zone: 'Asia/Tokyo', locale: 'de-CH', weekStart: 7, version: 2 },
      });
      const row = await env.DB.prepare('SELECT * FROM settings WHERE user_id = ?').bind(caller.visitor.id).first();
      expect(row).toMatchObject({ zone: 'Asia/Tokyo', week_start: 7 });
    });

    it('API29 the overview has settings, lists and counts', async () => {
      const caller = await newApiCaller();
      await caller.addTask({ due: { kind: 'date', date: '2020-01-01' } });
      expect((await caller.call('GET', '/overview')).json()).toMatchObject({
        lists: [{ id: 'inbox', openCount: 1 }],
        counts: { overdue: 1 },
      });
    });
  });
  describe('errors', () => {
    it.each([
      [{ zone: 'Mars/Olympus' }],
      [{ zone: '+02:00' }],
      [{ locale: 'not a language' }],
      [{ weekStart: 0 }],
      [{ weekStart: 8 }],
      [{ email: 'x@y.z' }],
    ])('API29 refuses %j', async (body) => {
      expect((await (await newApiCaller()).call('PATCH', '/me', { body })).code()).toBe('validation_failed');
    });
  });
  for (const id of ['getMe', 'updateMe', 'getOverview']) describe(id, () => describeRouteSecurity(id));
});
