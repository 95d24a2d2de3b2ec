import { Agent, request as httpRequest } from 'node:http';

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
