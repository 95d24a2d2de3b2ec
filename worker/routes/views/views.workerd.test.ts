import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { orderKeyOfInstant } from '#core/order-key.ts';
import type { SavedView } from '#core/view/view.ts';
import { newApiCaller } from '#test/contracts/api-caller.ts';
import { nthId } from '#test/ids.ts';

const BODY = { name: 'At home', query: '#home & (today | overdue), no date', sort: 'due' };

describe('GET /views, GET /views/{viewId} and POST /views', () => {
  describe('happy', () => {
    it('VW4 a view is saved, found by its address, and stands around the pages', async () => {
      const caller = await newApiCaller();
      const answer = await caller.call('POST', '/views', { body: BODY });
      const { view } = answer.json() as { view: SavedView };
      expect([answer.status, answer.headers.get('location')]).toEqual([201, `/api/v1/views/${view.id}`]);
      expect(view).toMatchObject({ ...BODY, order: null, version: 1 });
      expect((await caller.call('GET', '/views')).json()).toEqual({ views: [view] });
      expect((await caller.call('GET', `/views/${view.id}`)).json()).toEqual({ view });
      expect((await caller.call('GET', '/overview')).json()).toMatchObject({ views: [view] });
    });
  });
  describe('errors', () => {
    it('VW4 a name or query that is none is refused, the query with the place', async () => {
      const caller = await newApiCaller();
      const add = (body: object) => caller.call('POST', '/views', { body: { ...BODY, ...body } });
      expect((await add({ name: ' ' })).code()).toBe('validation_failed');
      expect((await add({ sort: 'luck' })).code()).toBe('validation_failed');
      const wrong = await add({ query: 'today &' });
      expect(wrong.code()).toBe('validation_failed');
      expect(wrong.json().errors).toMatchObject([{ path: 'query', place: { start: 7, end: 7 } }]);
    });
    it('VW4 a view that nobody has is 404', async () => {
      expect((await (await newApiCaller()).call('GET', `/views/${nthId('view', 7)}`)).code()).toBe('not_found');
    });
  });
});

describe('PATCH and DELETE /views/{viewId}', () => {
  describe('happy', () => {
    it('VW5 a view is changed, deleted and brought back, is in the export, and goes with the account’s rows', async () => {
      const caller = await newApiCaller();
      const { view } = (await caller.call('POST', '/views', { body: BODY })).json() as { view: SavedView };
      const path = `/views/${view.id}`;
      const renamed = await caller.call('PATCH', path, {
        body: { name: 'House', sort: null },
        headers: { 'if-match': '"1"' },
      });
      expect(renamed.json()).toMatchObject({ view: { name: 'House', sort: null, version: 2 } });
      expect((await caller.call('PATCH', path, { body: { name: 'x' }, headers: { 'if-match': '"1"' } })).status).toBe(
        412,
      );
      expect((await caller.call('GET', '/sync?since=0')).text).toContain('view.updated');
      const gone = (await caller.call('DELETE', path)).json();
      expect((await caller.call('GET', '/views')).json()).toEqual({ views: [] });
      await caller.call('POST', '/undo', { body: { correlationId: gone.correlationId } });
      expect((await caller.call('GET', path)).json()).toMatchObject({ view: { name: 'House', deletedAt: null } });
      const row = await env.DB.prepare('SELECT * FROM views WHERE id = ?').bind(view.id).first();
      expect(row).toMatchObject({ user_id: caller.visitor.id, name: 'House', version: 4, deleted_at: null });
    });
  });
  describe('errors', () => {
    it('VW5 a deleted view is not there any more', async () => {
      const caller = await newApiCaller();
      const { view } = (await caller.call('POST', '/views', { body: BODY })).json() as { view: SavedView };
      await caller.call('DELETE', `/views/${view.id}`);
      expect((await caller.call('PATCH', `/views/${view.id}`, { body: { name: 'x' } })).code()).toBe('not_found');
    });
  });
});

describe('POST /views/{viewId}/move', () => {
  describe('happy', () => {
    it('VW7 a view stands where it was put, for the version that was seen, and one undo puts it back', async () => {
      const caller = await newApiCaller();
      const made: SavedView[] = [];
      for (const name of ['One', 'Two', 'Three']) {
        const { view } = (await caller.call('POST', '/views', { body: { ...BODY, name } })).json() as {
          view: SavedView;
        };
        made.push(view);
      }
      const [one, two] = made;
      const names = async () => {
        const { views } = (await caller.call('GET', '/views')).json() as { views: SavedView[] };
        return views.map(({ name }) => name);
      };
      const move = (after: string | null) =>
        caller.call('POST', `/views/${one?.id}/move`, { body: { after }, headers: { 'if-match': '"1"' } });
      const moved = await move(two?.id ?? null);
      expect([moved.status, moved.headers.get('etag')]).toEqual([200, '"2"']);
      expect(await names()).toEqual(['Two', 'One', 'Three']);
      expect((await move(null)).status).toBe(412);
      await caller.call('POST', '/undo', { body: { correlationId: moved.json().correlationId } });
      expect(await names()).toEqual(['One', 'Two', 'Three']);
    });

    it('VW9 views from before there was an order stand as they were made', async () => {
      const caller = await newApiCaller();
      const { view } = (await caller.call('POST', '/views', { body: BODY })).json() as { view: SavedView };
      const { queries = [] } = env.TEST_MIGRATIONS.find(({ name }) => name.startsWith('0016')) ?? {};
      const update = queries.find((query) => query.includes('UPDATE views')) ?? '';
      await env.DB.prepare(update.replace(/^\s*--.*$/gm, '')).run();
      const row = await env.DB.prepare('SELECT order_key FROM views WHERE id = ?').bind(view.id).first();
      expect(row).toEqual({ order_key: orderKeyOfInstant(Date.parse(view.createdAt)) });
    });
  });
  describe('errors', () => {
    it('VW7 a place that is none is refused', async () => {
      const caller = await newApiCaller();
      const { view } = (await caller.call('POST', '/views', { body: BODY })).json() as { view: SavedView };
      const move = (body: object) => caller.call('POST', `/views/${view.id}/move`, { body });
      expect((await move({ after: nthId('view', 9) })).code()).toBe('not_found');
      const theirs = (await (await newApiCaller()).call('POST', '/views', { body: BODY })).json() as {
        view: SavedView;
      };
      expect((await move({ after: theirs.view.id })).code()).toBe('not_found');
      expect((await move({ after: 'first' })).code()).toBe('validation_failed');
      expect((await move({})).code()).toBe('validation_failed');
    });
  });
});
