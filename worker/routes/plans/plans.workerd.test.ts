import { describe, expect, it } from 'vitest';
import { agentOf } from '#test/agents.ts';
import { type ApiCaller, apiCallerOf, newApiCaller } from '#test/contracts/api-caller.ts';
import { openUser } from '#test/users.ts';

interface Held {
  caller: ApiCaller;
  planId: string;
  fingerprint: string;
}

/** Two tasks that an agent wants to delete. */
async function newHeld(): Promise<Held> {
  const caller = await newApiCaller();
  const ids = [(await caller.addTask()).id, (await caller.addTask()).id];
  const { plan } = await agentOf(openUser(caller.visitor.id)).change('delete', { ids });
  const planId = plan?.id ?? '';
  const { fingerprint } = (await caller.call('GET', `/plans/${planId}`)).json();
  return { caller, planId, fingerprint: String(fingerprint) };
}

const confirm = ({ caller, planId, fingerprint }: Held, init: RequestInit = {}) =>
  caller.visitor.browse(`/api/v1/plans/${planId}/confirm`, {
    method: 'POST',
    body: JSON.stringify({ fingerprint }),
    ...init,
  });

const total = async ({ caller }: Held) => (await caller.call('GET', '/tasks')).json().total;

describe('plans over HTTP', () => {
  describe('happy', () => {
    it('PL8 a click in a page of ours carries the plan out, once', async () => {
      const held = await newHeld();
      expect((await held.caller.call('GET', `/plans/${held.planId}`)).json()).toMatchObject({
        status: 'open',
        confirmation: 'deletes_several',
        changes: [{ action: 'deleted' }, { action: 'deleted' }],
      });
      const [first, second] = [await confirm(held), await confirm(held)];
      expect([first.status, await first.json()]).toMatchObject([200, { status: 'done', isReplay: false }]);
      expect([second.status, await second.json()]).toMatchObject([200, { status: 'done', isReplay: true }]);
      expect(await total(held)).toBe(0);
    });
  });

  describe('errors', () => {
    it('PL8 is refused without the fingerprint that was shown, and when it would come to something else', async () => {
      const held = await newHeld();
      expect((await confirm(held, { body: '{}' })).status).toBe(400);
      expect((await confirm({ ...held, fingerprint: 'other' })).status).toBe(409);
      const [{ id } = { id: '' }] = (await held.caller.call('GET', '/tasks')).json().tasks as { id: string }[];
      await held.caller.call('DELETE', `/tasks/${id}`);
      const answer = await confirm(held);
      expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'plan_outdated' }]);
      expect(await total(held)).toBe(1);
    });
  });

  describe('security', () => {
    it('PL7 no token confirms, whatever its scopes', async () => {
      const held = await newHeld();
      for (const scopes of [
        ['read', 'write'],
        ['read', 'write', 'bulk'],
      ] as const) {
        const { call } = await apiCallerOf(held.caller.visitor, ...scopes);
        const answer = await call('POST', `/plans/${held.planId}/confirm`, { body: { fingerprint: held.fingerprint } });
        expect([answer.status, answer.code()]).toEqual([403, 'forbidden']);
      }
      expect(await total(held)).toBe(2);
    });

    it('PL8 no page of another site confirms, and no form does', async () => {
      const held = await newHeld();
      for (const origin of ['https://evil.example', 'null']) {
        expect((await confirm(held, { headers: { origin } })).status).toBe(403);
      }
      for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
        expect((await confirm(held, { headers: { 'content-type': type } })).status).toBe(415);
      }
      expect(await total(held)).toBe(2);
    });
  });
});
