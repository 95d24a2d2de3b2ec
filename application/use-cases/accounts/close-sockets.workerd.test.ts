import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { Credential, HubPort } from '#application/hub-port.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { realEffects } from '#test/effects.ts';
import { newVisitor } from '#test/visitor.ts';
import { closeSockets } from './close-sockets.ts';
import { revokeSessions } from './revoke-sessions.ts';

/** A hub that notes what it is asked to close, or is out of reach. */
function fakeHub(isReachable: boolean) {
  const closed: (Credential | 'all')[] = [];
  const hub: HubPort = {
    nudge: async () => {},
    erase: async () => {},
    closeSockets: async (_user, credential) => {
      if (!isReachable) throw new Error('out of reach');
      closed.push(credential);
    },
  };
  return { hub, closed };
}

function ports(hub: HubPort) {
  return { db: openDatabase(env.DB, newMeter()), effects: realEffects(), hub };
}

async function timersOf(userId: string) {
  const { results } = await env.DB.prepare('SELECT kind, ref, fire_at FROM timers WHERE user_id = ?')
    .bind(userId)
    .all();
  return results;
}

describe('closeSockets', () => {
  it('SES5 a hub that answers needs no timer', async () => {
    const { id, sessionId } = await newVisitor();
    const { hub, closed } = fakeHub(true);
    await revokeSessions(ports(hub), id, { only: sessionId });
    expect(closed).toEqual([{ kind: 'session', id: sessionId }]);
    expect(await timersOf(id)).toEqual([]);
  });

  it.each<Credential | 'all'>([{ kind: 'session', id: 'ses_1' }, { kind: 'token', id: 'tok_1' }, 'all'])(
    'SES5 what a hub out of reach was not told (%o), the timer tells it',
    async (credential) => {
      const { id } = await newVisitor();
      await closeSockets(ports(fakeHub(false).hub), id, credential);
      await closeSockets(ports(fakeHub(false).hub), id, credential);
      const [timer, ...more] = await timersOf(id);
      expect(timer).toMatchObject({ kind: 'revoke' });
      expect(more).toEqual([]);
      const { hub, closed } = fakeHub(true);
      const due = {
        kind: 'revoke',
        ref: String(timer?.ref),
        fireAtMs: 0,
        settingsVersion: null,
        plannedAtMs: null,
        attempts: 0,
      };
      expect(await TIMER_HANDLERS.revoke(due, { ...ports(hub), userId: id, push: null, trace: null })).toBe('done');
      expect(closed).toEqual([credential]);
    },
  );

  it('SES5 the session is gone from D1 although its hub is out of reach', async () => {
    const visitor = await newVisitor();
    await revokeSessions(ports(fakeHub(false).hub), visitor.id, 'all');
    expect((await visitor.browse('/api/v1/account')).status).toBe(401);
    expect(await timersOf(visitor.id)).toMatchObject([{ kind: 'revoke' }]);
  });
});
