import { Webhook } from 'standardwebhooks';
import { expect, test, vi } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { ensureKafka } from '../../../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../../../scripts/cluster/ensure-kcat.ts';
import { due, emailGrant, fired, webhookGrant } from '../../../test/notifier-stage.ts';
import { type NotifierWorld, newNotifierWorld } from '../../../test/notifier-world.ts';
import { seeded } from '../../../test/seeded.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const MESSAGES = 40;

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 120_000, interval: 1 });

async function inWorld(run: (world: NotifierWorld) => Promise<void>): Promise<void> {
  const world = await newNotifierWorld();
  try {
    await run(world);
  } finally {
    await world.close();
  }
}

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

  test.concurrent.each([1, 2, 3])(
    'NF41 F27 killed at a random place of its work, seed %i: every mail goes out, and none twice but what was under way',
    (seed) =>
      inWorld(async ({ edge, mailbox, start, put }) => {
        const numbers = Array.from({ length: MESSAGES }, (_, n) => n);
        for (const n of numbers)
          edge.add({ userId: nthId('user', n), firingId: nthId('firing', n), grant: emailGrant(n) });
        await put(numbers.map((n) => fired(n)));
        const first = start();
        const steps = 5 + Math.floor(seeded(seed)() * MESSAGES * 2);
        await until(() => edge.claims.length + mailbox.mails().length + edge.reports.length >= steps);
        first.signal('SIGKILL');
        await first.ended;
        start();
        // What the dead one had under way is what its successor is refused. Not what was claimed when it died: a request of
        // its that had been sent by then may be read later.
        await until(() => new Set([...edge.done(), ...edge.held()]).size === MESSAGES);
        const underWay = edge.held();
        edge.expireClaims();
        await put(numbers.filter((n) => underWay.has(nthId('message', n))).map((n) => due(n)));
        await until(() => edge.done().length === MESSAGES);

        const copies = new Map<string, number>();
        for (const { messageId } of mailbox.mails())
          copies.set(messageId ?? '', (copies.get(messageId ?? '') ?? 0) + 1);
        expect(copies.size).toBe(MESSAGES);
        for (const n of numbers) {
          const message = nthId('message', n);
          const count = copies.get(`<${message}@carillon.example>`) ?? 0;
          expect(count, message).toBeGreaterThanOrEqual(1);
          expect(count, message).toBeLessThanOrEqual(underWay.has(message) ? 2 : 1);
        }
      }),
  );
});
