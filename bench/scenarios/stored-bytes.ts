import { z } from 'zod';
import { type BenchAccount, fillAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';

const CHANGED = 1000;
const PER_REQUEST = 200;

const IdsSchema = z.object({ tasks: z.array(z.object({ id: z.string() })) });

/** What a task and an event take in the database, their indexes with them, in bytes. */
export interface StoredBytes {
  readonly perTask: number;
  /** With the key of the command, which is kept as well. */
  readonly perEvent: number;
}

/** Fills an account on and then changes a thousand of its tasks, and looks how much larger the database is each time. */
export async function storedBytes(
  worker: DirectWorker,
  account: BenchAccount,
  { from, to }: { from: number; to: number },
): Promise<StoredBytes> {
  const { origin, headers } = account;
  const before = await databaseBytes(worker);
  await fillAccount(account, from, to);
  const filled = await databaseBytes(worker);
  for (let page = 1; page <= CHANGED / PER_REQUEST; page += 1) {
    const answer = await fetch(`${origin}/api/v1/tasks?per_page=${PER_REQUEST}&page=${page}`, { headers });
    const { tasks } = IdsSchema.parse(await answer.json());
    const commands = tasks.map(({ id }) => ({
      id: `bytes-${id}`,
      type: 'task.update',
      taskId: id,
      patch: { priority: 'low', title: `Another title, as long as they are, of ${id.slice(-8)}` },
    }));
    const body = JSON.stringify({ commands });
    const done = await fetch(`${origin}/api/v1/commands`, { method: 'POST', headers, body });
    if (!done.ok) throw new Error(`commands answered ${done.status}: ${await done.text()}`);
  }
  const perEvent = ((await databaseBytes(worker)) - filled) / CHANGED;
  // Each was made by an event.
  return { perTask: Math.round((filled - before) / (to - from) - perEvent), perEvent: Math.round(perEvent) };
}

async function databaseBytes({ meteredOrigin }: DirectWorker): Promise<number> {
  const answer = await fetch(`${meteredOrigin}/size`);
  return z.object({ bytes: z.int() }).parse(await answer.json()).bytes;
}
