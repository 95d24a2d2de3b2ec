import { newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { closedLoop, percentile } from '../http-load.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const COUNT = 300;
const TASK = JSON.stringify({ title: 'Buy milk and bread', priority: 'high' });

/** P1: creating a task over HTTP, beside the same session look-up and a two-row batch. */
export async function benchCreate(worker: DirectWorker): Promise<string[]> {
  const account = await newBenchAccount(worker.origin);
  let key = 0;
  let created = 0;
  const create = (connections: number) => async () => {
    const result = await closedLoop({
      origin: worker.origin,
      connections,
      count: COUNT,
      make: () => {
        key += 1;
        return {
          method: 'POST',
          path: '/api/v1/tasks',
          headers: { ...account.headers, 'idempotency-key': `bench-${key}` },
          body: TASK,
        };
      },
      isDone: (status) => status === 201,
    });
    created += result.completed;
    if (result.errors > 0) throw new Error(`${result.errors} creates failed at ${connections} connections`);
    return result;
  };
  const bare = (connections: number) => async () =>
    await closedLoop({
      origin: worker.bareOrigin,
      connections,
      count: COUNT,
      make: () => ({ method: 'POST', path: '/create', headers: account.headers, body: TASK }),
    });
  await create(8)();
  await bare(8)();
  const lines: string[] = [];
  for (const connections of [1, 8, 32]) {
    const ours = create(connections);
    const theirs = bare(connections);
    const pair = await comparePairs(
      async () => (await ours()).perSecond,
      async () => (await theirs()).perSecond,
    );
    lines.push(pairLine(`P1 create, ${connections} connections`, pair, '≥ 0.60', '/s'));
  }
  const control = await comparePairs(
    async () => (await bare(8)()).perSecond,
    async () => (await bare(8)()).perSecond,
  );
  lines.push(pairLine('P1 control (bare against bare)', control, '0.9 – 1.1', '/s'));
  const latency = await comparePairs(
    async () => percentile((await create(1)()).latencies, 0.95),
    async () => percentile((await bare(1)()).latencies, 0.95),
  );
  lines.push(pairLine('P1 create, p95 latency', latency, '≤ 2', 'ms'));
  lines.push(
    `P1 correctness: ${created} answered with 201, ${await countTasks(account.origin, account.headers)} tasks in the database`,
  );
  return lines;
}

async function countTasks(origin: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${origin}/api/v1/tasks?per_page=1`, { headers });
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'total' in body && typeof body.total === 'number'
    ? body.total
    : Number.NaN;
}
