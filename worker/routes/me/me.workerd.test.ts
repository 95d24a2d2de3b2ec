import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { newApiCaller } from '#test/contracts/api-caller.ts';

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

    it('PS5 how phrases are meant is kept, and counts for the text, the chat, the query and the tool alike', async () => {
      const caller = await newApiCaller();
      const answer = await caller.call('PATCH', '/me', {
        body: { evening: '18:00', noon: '12:30', dateOrder: 'day_first' },
      });
      expect(answer.json()).toMatchObject({ settings: { evening: '18:00', night: null, dateOrder: 'day_first' } });
      const row = await env.DB.prepare('SELECT * FROM settings WHERE user_id = ?').bind(caller.visitor.id).first();
      expect(row).toMatchObject({ evening: '18:00', noon: '12:30', night: null, date_order: 'day_first' });

      const text = 'Call Ada tomorrow evening\nVisit Bob 5/9';
      const made = await caller.call('POST', '/quick-add', { body: { text, mode: 'create' } });
      expect(made.json()).toMatchObject({
        tasks: [
          { title: 'Call Ada', due: { kind: 'floating', local: expect.stringMatching(/T18:00$/) } },
          { title: 'Visit Bob', due: { kind: 'date', date: expect.stringMatching(/-09-05$/) } },
        ],
      });
      const titles = async (query: string) => {
        const { tasks } = (await caller.call('GET', `/tasks?${new URLSearchParams({ q: query })}`)).json();
        return (tasks as { title: string }[]).map(({ title }) => title);
      };
      expect(await titles('due: 5/9')).toEqual(['Visit Bob']);
      expect(await titles('due: 9/5')).toEqual([]);

      const { correlationId } = answer.json();
      await caller.call('POST', '/undo', { body: { correlationId } });
      const parsed = await caller.call('POST', '/quick-add', { body: { text, mode: 'parse' } });
      expect(parsed.json()).toMatchObject({ lines: [{ due: { local: expect.stringMatching(/T19:00$/) } }, {}] });
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
      [{ evening: '06:00' }],
      [{ dateOrder: 'ymd' }],
      [{ email: 'x@y.z' }],
    ])('API29 refuses %j', async (body) => {
      expect((await (await newApiCaller()).call('PATCH', '/me', { body })).code()).toBe('validation_failed');
    });
  });
});
