import { z } from 'zod';
import { ServerMessageSchema } from '../../core/live/protocol.ts';
import { type BenchAccount, newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { percentile } from '../http-load.ts';
import { once, openLive } from '../open-live.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const COMPLETIONS = 60;

/** From completing a repeating task to its next occurrence at another device, beside a bare batch and a bare broadcast. */
export async function benchRepeat(worker: DirectWorker): Promise<string[]> {
  const account = await newBenchAccount(worker.origin);
  const ours = () => measureNext(account);
  const bare = () => measureBare(account, worker.bareOrigin);
  await ours();
  await bare();
  const pairs = await comparePairs(ours, bare, 5);
  return [pairLine('complete → next occurrence at the other device, p95', pairs, '≤ 25 ms', 'ms')];
}

async function measureNext(account: BenchAccount): Promise<number> {
  const socket = await openLive(account);
  const due = { kind: 'date', date: '2027-01-01' };
  const created = nextCreated(socket);
  await send(account, '/api/v1/tasks', { title: 'Water the plants', due, recurrence: { rule: 'FREQ=DAILY' } });
  let taskId = await created;
  const latencies: number[] = [];
  for (let turn = 0; turn < COMPLETIONS; turn += 1) {
    const next = nextCreated(socket);
    const started = performance.now();
    await send(account, `/api/v1/tasks/${taskId}/complete`, {});
    taskId = await next;
    latencies.push(performance.now() - started);
  }
  socket.close();
  return p95(latencies);
}

/** The id of the task that the next delta about a new one brings. */
async function nextCreated(socket: WebSocket): Promise<string> {
  for (;;) {
    const { data } = await once(socket, 'message');
    const message = ServerMessageSchema.parse(JSON.parse(z.string().parse(data)));
    if (message.type === 'delta' && message.event.type === 'task.created') return message.event.aggregateId;
  }
}

async function send(account: BenchAccount, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${account.origin}${path}`, {
    method: 'POST',
    headers: account.headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  await answer.arrayBuffer();
}

async function measureBare(account: BenchAccount, origin: string): Promise<number> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/live`);
  await once(socket, 'open');
  const latencies: number[] = [];
  for (let turn = 0; turn < COMPLETIONS; turn += 1) {
    const arrival = once(socket, 'message');
    const started = performance.now();
    const body = JSON.stringify({ title: `Change ${turn}` });
    const answer = await fetch(`${origin}/create-and-tell`, { method: 'POST', headers: account.headers, body });
    await Promise.all([answer.arrayBuffer(), arrival]);
    latencies.push(performance.now() - started);
  }
  socket.close();
  return p95(latencies);
}

function p95(latencies: number[]): number {
  return percentile(
    latencies.sort((a, b) => a - b),
    0.95,
  );
}
