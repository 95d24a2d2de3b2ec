import { vi } from 'vitest';
import { FeedStatusSchema } from '#core/feed/protocol.ts';
import { endClaims, readProgress } from './edge-database.ts';
import { WATCHDOG } from './inject.ts';
import type { Person } from './person.ts';
import type { Stage } from './stage.ts';

const PATIENCE = { timeout: 180_000, interval: 100 };

/**
 * Until nothing moves any more: everything has rung, every message has gone out, and all of the log has reached the topics
 * and the archive. A claim that a dead notifier held would keep its message for two minutes: it is brought to its end.
 */
export async function settle(stage: Stage, people: readonly Person[]): Promise<void> {
  const { carillon, archive } = stage;
  const rings = people.reduce((sum, person) => sum + person.rings(), 0);
  await until('everything has rung', async () => {
    const { firings } = await readProgress(carillon.state);
    return firings >= rings || `${firings} of ${rings}`;
  });
  await untilMirrored(stage);
  await until('messages are through, or held by the dead', async () => {
    const { waiting, held } = await readProgress(carillon.state);
    return waiting === held || `${waiting} wait, ${held} of them held`;
  });
  if ((await readProgress(carillon.state)).waiting > 0) await sendHeld(stage);
  await untilMirrored(stage);
  await until('everything is archived', async () => {
    const { head } = await readProgress(carillon.state);
    const count = await archive.count();
    return count >= head || `${count} of ${head}`;
  });
}

async function sendHeld({ carillon, roles }: Stage): Promise<void> {
  // Asked to end it finishes and reports what it has in its hands: whatever is claimed after that nobody has.
  const notifier = roles.notifier.current();
  notifier.signal('SIGTERM');
  await notifier.ended;
  await carillon.killHard();
  await endClaims(carillon.state);
  roles.notifier.start();
  await carillon.restart();
  await vi.waitUntil(() => carillon.tickCron(WATCHDOG), PATIENCE);
  await until('every message has gone out', async () => {
    const { waiting } = await readProgress(carillon.state);
    return waiting === 0 || `${waiting} wait`;
  });
}

export async function untilMirrored(stage: Stage): Promise<void> {
  await until('the mirror has acknowledged the whole log', async () => {
    const lag = await readLag(stage);
    return lag === 0 || `${lag} events are left`;
  });
}

/** How many events the mirror has not acknowledged. */
export async function readLag({ carillon, token }: Stage): Promise<number> {
  const answer = await fetch(`${carillon.origin}/feed/status`, { headers: { authorization: `Bearer ${token}` } });
  const { head, consumers } = FeedStatusSchema.parse(await answer.json());
  const seq = consumers.find(({ consumer }) => consumer === 'mirror')?.seq ?? 0;
  return Math.max(0, head - seq);
}

/** @param isSo says how far it is when it is not so */
async function until(what: string, isSo: () => Promise<true | string>): Promise<void> {
  let last = '';
  try {
    await vi.waitFor(async () => {
      const said = await isSo();
      if (said === true) return;
      last = said;
      throw new Error(said);
    }, PATIENCE);
  } catch (error) {
    throw new Error(`waited in vain until ${what}: ${last}`, { cause: error });
  }
}
