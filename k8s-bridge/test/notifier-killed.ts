import { expect, vi } from 'vitest';
import { nthId } from '#test/ids.ts';
import { due, emailGrant, fired } from './notifier-stage.ts';
import { type NotifierWorld, newNotifierWorld } from './notifier-world.ts';
import { seeded } from './seeded.ts';

const MESSAGES = 40;

export const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 120_000, interval: 1 });

/** Runs a test in a world of its own. */
export async function inWorld(run: (world: NotifierWorld) => Promise<void>): Promise<void> {
  const world = await newNotifierWorld();
  try {
    await run(world);
  } finally {
    await world.close();
  }
}

/** A notifier is killed at a place of its work that the seed chooses: every mail goes out, and none twice but what was under way. */
export const expectSurvivesKill = (seed: number): Promise<void> =>
  inWorld(async ({ edge, mailbox, start, put }) => {
    const numbers = Array.from({ length: MESSAGES }, (_, n) => n);
    for (const n of numbers) edge.add({ userId: nthId('user', n), firingId: nthId('firing', n), grant: emailGrant(n) });
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
    for (const { messageId } of mailbox.mails()) copies.set(messageId ?? '', (copies.get(messageId ?? '') ?? 0) + 1);
    expect(copies.size).toBe(MESSAGES);
    for (const n of numbers) {
      const message = nthId('message', n);
      const count = copies.get(`<${message}@carillon.example>`) ?? 0;
      expect(count, message).toBeGreaterThanOrEqual(1);
      expect(count, message).toBeLessThanOrEqual(underWay.has(message) ? 2 : 1);
    }
  });
