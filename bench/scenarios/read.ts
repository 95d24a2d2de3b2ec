import { newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { closedLoop } from '../http-load.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const COUNT = 1000;
const CONNECTIONS = 8;

/** P2: reading one task with its ETag, and answering 304, beside the same session look-up and a SELECT by key. */
export async function benchRead(worker: DirectWorker): Promise<string[]> {
  const account = await newBenchAccount(worker.origin);
  const made = await fetch(`${worker.origin}/api/v1/tasks`, {
    method: 'POST',
    headers: account.headers,
    body: JSON.stringify({ title: 'Read me' }),
  });
  const location = made.headers.get('location');
  const etag = made.headers.get('etag');
  if (!location || !etag) throw new Error('a created task has a location and an ETag');
  const path = new URL(location, worker.origin).pathname;
  const id = path.split('/').at(-1);
  const run = (origin: string, at: string, headers: Record<string, string>, expected: number) => async () => {
    const result = await closedLoop({
      origin,
      connections: CONNECTIONS,
      count: COUNT,
      make: () => ({ method: 'GET', path: at, headers }),
      isDone: (status) => status === expected,
    });
    if (result.errors > 0) throw new Error(`${result.errors} reads failed`);
    return result.perSecond;
  };
  const read = run(worker.origin, path, account.headers, 200);
  const notModified = run(worker.origin, path, { ...account.headers, 'if-none-match': etag }, 304);
  const bare = run(worker.bareOrigin, `/read?id=${id}`, account.headers, 200);
  const health = run(worker.origin, '/health', {}, 200);
  const hello = run(worker.bareOrigin, '/hello', {}, 200);
  await read();
  await bare();
  return [
    pairLine('P2 read one task', await comparePairs(read, bare), '≥ 0.75', '/s'),
    pairLine('P2 not modified', await comparePairs(notModified, bare), '≥ 0.85', '/s'),
    pairLine('P2 health beside a bare hello', await comparePairs(health, hello), '≥ 0.5', '/s'),
  ];
}
