import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface LoadRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface LoadResult {
  /** Requests answered with the expected status. */
  completed: number;
  /** Answers of another status, and broken connections. */
  errors: number;
  perSecond: number;
  /** Latencies in ms, sorted. */
  latencies: number[];
}

export interface LoadOptions {
  origin: string;
  connections: number;
  /** How many requests in all: every load is bounded. */
  count: number;
  make: (index: number) => LoadRequest;
  /** What counts as done. */
  isDone?: (status: number) => boolean;
}

/** A closed loop: each connection sends its next request when the last was answered. For throughput. */
export async function closedLoop(options: LoadOptions): Promise<LoadResult> {
  const { origin, connections, count, make, isDone = (status) => status < 400 } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let errors = 0;
  let next = 0;
  const begun = performance.now();
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      const started = performance.now();
      const status = await send(origin, agent, make(index)).catch(() => 0);
      if (status !== 0 && isDone(status)) latencies.push(performance.now() - started);
      else errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return {
    completed: latencies.length,
    errors,
    perSecond: latencies.length / seconds,
    latencies: latencies.sort((a, b) => a - b),
  };
}

export interface OpenLoadOptions extends Omit<LoadOptions, 'connections' | 'make'> {
  perSecond: number;
  /** @param dueMs when it is to begin, on the clock of `performance.now()` */
  make: (index: number, dueMs: number) => LoadRequest;
  /** Ends the load before its count. */
  signal?: AbortSignal;
}

/**
 * An open loop: requests begin at a fixed rate, however long the answers take, and latencies count from when each was to
 * begin. For latency: a closed loop asks less of whoever is slow, and so hides it.
 */
export async function openLoop(options: OpenLoadOptions): Promise<LoadResult> {
  const { origin, perSecond, count, make, isDone = (status) => status < 400, signal } = options;
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  let errors = 0;
  const begun = performance.now();
  const one = async (index: number, dueMs: number) => {
    const status = await send(origin, agent, make(index, dueMs)).catch(() => 0);
    if (status !== 0 && isDone(status)) latencies.push(performance.now() - dueMs);
    else errors += 1;
  };
  const sent: Promise<void>[] = [];
  await atRate(perSecond, count, (index, dueMs) => sent.push(one(index, dueMs)), signal);
  await Promise.all(sent);
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return {
    completed: latencies.length,
    errors,
    perSecond: latencies.length / seconds,
    latencies: latencies.sort((a, b) => a - b),
  };
}

/**
 * Does something at a fixed rate, without waiting for it.
 *
 * @param act hears when its turn was to be, on the clock of `performance.now()`
 */
export async function atRate(
  perSecond: number,
  count: number,
  act: (index: number, dueMs: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const begun = performance.now();
  for (let index = 0; index < count && !signal?.aborted; index += 1) {
    const dueMs = begun + (index * 1000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    act(index, dueMs);
  }
}

function send(origin: string, agent: Agent, { method, path, headers, body }: LoadRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const req = httpRequest(`${origin}${path}`, { method, agent, headers: { ...headers, ...length } }, (res) => {
      res.resume();
      res.on('end', () => resolve(res.statusCode ?? 0));
      res.on('error', reject);
    });
    req.on('error', reject);
    req.end(body);
  });
}

/** @param fraction 0.95 for the 95th percentile */
export function percentile(sorted: readonly number[], fraction: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * fraction) - 1)] ?? Number.NaN;
}
