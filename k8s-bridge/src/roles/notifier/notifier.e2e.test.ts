import { Webhook } from 'standardwebhooks';
import { expect, test, vi } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { expectSurvivesKill, inWorld, until } from '../../../test/notifier-killed.ts';
import { due, emailGrant, fired, webhookGrant } from '../../../test/notifier-stage.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

// They wait most of the time, for a broker to notice that somebody is dead: so they wait together.
await describeNeeding('a notifier between a real broker and real receivers', [ensureKafka, ensureKcat], () => {
  test.concurrent('NF40 a ringing becomes a mail and a signed call, both reported; what cannot be read is put aside; asked to end it ends', () =>
    inWorld(async ({ edge, stage, mailbox, endpoint, start, put }) => {
      const ids = { userId: nthId('user', 1), firingId: nthId('firing', 1) };
      edge.add({ ...ids, grant: emailGrant(1) });
      edge.add({ ...ids, grant: webhookGrant(2, { url: `http://127.0.0.1:${endpoint.port}/`, secrets: [SECRET] }) });
      await put(['no event', fired(1)]);
      const notifier = start();
      await until(() => edge.done().length === 2);
      const codes = edge.reports.map(({ outcome }) => [outcome.kind, outcome.code]);
      expect(codes.sort()).toEqual([
        ['sent', 204],
        ['sent', 250],
      ]);
      expect(mailbox.mails()).toMatchObject([{ envelope: { to: ['user1@example.org'] } }]);
      const [call] = endpoint.calls;
      const headers = Object.fromEntries(
        Object.entries(call?.headers ?? {}).map(([name, value]) => [name, String(value)]),
      );
      expect(new Webhook(SECRET).verify(call?.body ?? '', headers)).toMatchObject({ type: 'reminder.fired' });

      const { port } = await notifier.untilLogged('bridge.started');
      await vi.waitFor(
        async () => {
          const ready = await fetch(`http://127.0.0.1:${port}/ready`);
          expect(await ready.json()).toMatchObject({ parts: { deliveries: 'ok', broker: 'ok', mail: 'ok' } });
        },
        { timeout: 60_000 },
      );
      const numbers = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(numbers).toContain('carillon_notifier_deliveries_total{channel="email",outcome="sent"} 1');

      await notifier.untilLogged('notifier.dead_lettered');
      notifier.signal('SIGTERM');
      expect(await notifier.ended).toBe(0);
      expect(notifier.errors()).toBe('');
      expect(await stage.read('dlq.reminders')).toMatchObject([{ value: 'no event' }]);
    }));

  test.concurrent('NF41 F27 killed between the 250 of the mail server and the report: one mail more at most, under the same Message-ID', () =>
    inWorld(async ({ edge, mailbox, start, put }) => {
      edge.add({ userId: nthId('user', 1), firingId: nthId('firing', 1), grant: emailGrant(1) });
      edge.hangReports(true);
      await put([fired(1)]);
      const first = start();
      await until(() => edge.reports.length === 1);
      first.signal('SIGKILL');
      await first.ended;
      edge.hangReports(false);
      const claims = edge.claims.length;
      start();
      // The record comes again, and the claim of the dead one still holds: nothing is sent for it.
      await until(() => edge.claims.length === claims + 1);
      // Then the ledger does what it does when nobody reports.
      edge.expireClaims();
      await put([due(1)]);
      await until(() => edge.done().length === 1);
      const ids = mailbox.mails().map(({ messageId }) => messageId);
      expect(ids).toHaveLength(2);
      expect(new Set(ids)).toEqual(new Set([`<${nthId('message', 1)}@carillon.example>`]));
    }));

  test.concurrent('NF41 F27 killed at a random place of its work: every mail goes out, and none twice but what was under way', () =>
    expectSurvivesKill(1));
});
