import { ServerMessageSchema } from '../../core/live/protocol.ts';
import { type BenchAccount, newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { percentile } from '../http-load.ts';
import { once, openLive } from '../open-live.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const CHANGES = 60;

/** P4: from sending a change to its arrival at another device, beside a bare batch and a bare broadcast. */
export async function benchLive(worker: DirectWorker): Promise<string[]> {
  const account = await newBenchAccount(worker.origin);
  const lines: string[] = [];
  for (const devices of [2, 20]) {
    const ours = async () =>
      await measure(account, worker.origin, '/api/v1/tasks', () => openLive(account), devices - 1, true);
    const bare = async () =>
      await measure(
        account,
        worker.bareOrigin,
        '/create-and-tell',
        () => openBare(worker.bareOrigin),
        devices - 1,
        false,
      );
    await ours();
    await bare();
    lines.push(
      pairLine(
        `P4 change to the other of ${devices} devices, p95`,
        await comparePairs(ours, bare, 5),
        '≤ 2, and ≤ 25 ms',
        'ms',
      ),
    );
  }
  return lines;
}

async function openBare(origin: string): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/live`);
  await once(socket, 'open');
  return socket;
}

/** @returns the 95th percentile in ms of sending until every other device has it */
async function measure(
  account: BenchAccount,
  origin: string,
  path: string,
  open: () => Promise<WebSocket>,
  devices: number,
  isOurs: boolean,
): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: devices }, open));
  const latencies: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const arrivals = sockets.map((socket) => arrival(socket, isOurs));
    const started = performance.now();
    const answer = await fetch(`${origin}${path}`, {
      method: 'POST',
      headers: account.headers,
      body: JSON.stringify({ title: `Change ${change}` }),
    });
    await Promise.all([answer.arrayBuffer(), ...arrivals]);
    latencies.push(performance.now() - started);
  }
  for (const socket of sockets) socket.close();
  return percentile(
    latencies.sort((a, b) => a - b),
    0.95,
  );
}

async function arrival(socket: WebSocket, isOurs: boolean): Promise<void> {
  for (;;) {
    const { data } = await once(socket, 'message');
    if (!isOurs || ServerMessageSchema.parse(JSON.parse(String(data))).type === 'delta') return;
  }
}
