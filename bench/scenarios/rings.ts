import { setTimeout as delay } from 'node:timers/promises';
import { typeidUnboxed } from 'typeid-js';
import { z } from 'zod';
import { ServerMessageSchema } from '../../core/live/protocol.ts';
import { type BenchAccount, newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { percentile } from '../http-load.ts';
import { openLive } from '../open-live.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const COUNT = 10_000;
const PER_REQUEST = 200;
const SPREAD_MS = 60_000;
const PAIRS = 5;
/** From moving the reminders until the first rings, and what of it must be left when all is ready. */
const SET_UP_MS = 8000;
const HEAD_START_MS = 1000;

interface Reminded {
  taskId: string;
  reminderId: string;
}

/** What an open window saw of one round. */
interface Round {
  /** From the moment they were all due, or each its own, to their arrival at the window, in ms, sorted. */
  latenesses: number[];
  /** How many arrived more than once. */
  doubled: number;
}

/**
 * P9: 10,000 reminders of one user that are due in one instant, seen from an open window, beside a bare insert of the
 * same rows; and spread over a minute.
 */
export async function benchRings(worker: DirectWorker): Promise<string[]> {
  const account = await newBenchAccount(worker.origin);
  const reminded = newReminded(COUNT);
  await remind(account, reminded);
  const firsts: number[] = [];
  const wrong = { lost: 0, doubled: 0 };
  let rounds = 0;
  const ring = async (spreadMs: number): Promise<number[]> => {
    const { latenesses, doubled } = await round(worker, account, reminded, spreadMs);
    rounds += 1;
    wrong.lost += COUNT - latenesses.length;
    wrong.doubled += doubled;
    return latenesses;
  };
  const atOnce = async () => {
    const latenesses = await ring(0);
    firsts.push(latenesses[0] ?? Number.NaN);
    return latenesses.at(-1) ?? Number.NaN;
  };
  const bare = async () => {
    const begun = performance.now();
    const answer = await fetch(`${worker.bareOrigin}/ring?count=${COUNT}`);
    if (!answer.ok) throw new Error(`the bare ring answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
    return performance.now() - begun;
  };
  await atOnce();
  await bare();
  firsts.length = 0;
  const pair = await comparePairs(atOnce, bare, PAIRS);
  const spread = await ring(SPREAD_MS);
  const stored = await countStored(account);
  const ms = (value: number) => value.toPrecision(3);
  return [
    pairLine(`P9 ${COUNT} rings due at once, until the last is in a window`, pair, '≤ 2', 'ms'),
    `P9 the first of them: ${firsts.map(ms).join(', ')} ms; aim ≤ 100 ms`,
    `P9 ${COUNT} rings over ${SPREAD_MS / 1000} s: p50 ${ms(percentile(spread, 0.5))}, p99 ${ms(percentile(spread, 0.99))}, last ${ms(spread.at(-1) ?? Number.NaN)} ms late; aim p99 ≤ 1000 ms`,
    `P9 correctness: in ${rounds} rounds ${wrong.lost} lost, ${wrong.doubled} doubled; ${stored} of ${rounds * COUNT} in the bell`,
  ];
}

function newReminded(count: number): Reminded[] {
  return Array.from({ length: count }, () => ({ taskId: typeidUnboxed('task'), reminderId: typeidUnboxed('rem') }));
}

/** Tasks with a reminder each, which rings next year; rounds move it to another moment. */
async function remind(account: BenchAccount, reminded: readonly Reminded[]): Promise<void> {
  const when = { kind: 'fixed', local: `${new Date().getUTCFullYear() + 1}-12-01T09:00`, zone: 'UTC' };
  for (let from = 0; from < reminded.length; from += PER_REQUEST) {
    const commands = reminded.slice(from, from + PER_REQUEST).map(({ taskId, reminderId }) => {
      return { id: taskId, type: 'task.create', taskId, title: 'Ring', reminders: [{ reminderId, when }] };
    });
    const response = await fetch(`${account.origin}/api/v1/commands`, {
      method: 'POST',
      headers: account.headers,
      body: JSON.stringify({ commands }),
    });
    const { replies } = RepliesSchema.parse(await response.json());
    const refused = replies.find(({ status }) => status !== 'done');
    if (refused) throw new Error(`a reminder was refused: ${JSON.stringify(refused)}`);
  }
}

const RepliesSchema = z.object({ replies: z.array(z.looseObject({ status: z.string() })) });

/** Moves every reminder to its moment and waits in a window until all of them have rung there. */
async function round(
  worker: DirectWorker,
  account: BenchAccount,
  reminded: readonly Reminded[],
  spreadMs: number,
): Promise<Round> {
  const startMs = Date.now() + SET_UP_MS;
  const moments = new Map(
    reminded.map(({ reminderId }, at) => [reminderId, startMs + Math.floor((at * spreadMs) / COUNT)]),
  );
  const rows = reminded.map(({ taskId, reminderId }) => [taskId, reminderId, moments.get(reminderId)]);
  const moved = await fetch(`${worker.bareOrigin}/move-rings`, {
    method: 'POST',
    headers: account.headers,
    body: JSON.stringify(rows),
  });
  if (!moved.ok) throw new Error(`moving the reminders answered ${moved.status}: ${await moved.text()}`);
  // Another reminder, so that the hub hears of a changed schedule.
  const [other] = newReminded(1);
  if (other) await remind(account, [other]);
  if (Date.now() > startMs - HEAD_START_MS) throw new Error('setting the reminders took too long to measure them');
  const socket = await openLive(account);
  const arrivals = new Map<string, number>();
  const round: Round = { latenesses: [], doubled: 0 };
  const all = Promise.withResolvers<void>();
  socket.addEventListener('message', ({ data }) => {
    const nowMs = performance.timeOrigin + performance.now();
    const message = ServerMessageSchema.parse(JSON.parse(String(data)));
    if (message.type === 'reset') all.reject(new Error('the window fell too far behind'));
    if (message.type !== 'delta' || message.event.type !== 'reminder.fired') return;
    const { reminderId } = message.event.data.after;
    if (arrivals.has(reminderId)) round.doubled += 1;
    else arrivals.set(reminderId, nowMs);
    if (arrivals.size === COUNT) all.resolve();
  });
  await Promise.race([all.promise, delay(startMs + spreadMs + 60_000 - Date.now(), undefined, { ref: false })]);
  // A second ringing would follow on the heels of the first.
  await delay(500);
  socket.close();
  round.latenesses = [...arrivals]
    .map(([reminderId, atMs]) => atMs - (moments.get(reminderId) ?? 0))
    .sort((a, b) => a - b);
  return round;
}

async function countStored(account: BenchAccount): Promise<number> {
  const response = await fetch(`${account.origin}/api/v1/notifications?per_page=1`, { headers: account.headers });
  return z.object({ total: z.int() }).parse(await response.json()).total;
}
