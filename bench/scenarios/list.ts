import { fillAccount, newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { closedLoop, percentile } from '../http-load.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const COUNT = 150;
const QUERIES = {
  list: '',
  search: 'search=needle',
  filter: 'priority=high&tag=area3',
  'sorted by due': 'sort=due',
  overdue: 'overdue=true&sort=due',
  'sorted by created': 'sort=created',
};

/** P3: list, search, filter and sort on 500 and 25,000 tasks, one connection, p95, beside a bare scan of the text. */
export async function benchList(worker: DirectWorker): Promise<string[]> {
  const lines: string[] = [];
  for (const size of [500, 25_000]) {
    const account = await newBenchAccount(worker.origin);
    await fillAccount(account, 0, size);
    const p95 = (origin: string, path: string) => async () => {
      const result = await closedLoop({
        origin,
        connections: 1,
        count: COUNT,
        make: () => ({ method: 'GET', path, headers: account.headers }),
      });
      if (result.errors > 0) throw new Error(`${path}: ${result.errors} failed`);
      return percentile(result.latencies, 0.95);
    };
    const scan = p95(worker.bareOrigin, '/scan?word=needle');
    for (const [name, query] of Object.entries(QUERIES)) {
      const ours = p95(worker.origin, `/api/v1/tasks?per_page=20${query === '' ? '' : `&${query}`}`);
      await ours();
      const aim = name === 'sorted by created' ? 'none (no view needs it)' : size === 500 ? '≤ 20 ms' : '≤ 10 ms';
      lines.push(pairLine(`P3 ${name}, ${size} tasks, p95`, await comparePairs(ours, scan, 5), aim, 'ms'));
    }
  }
  return lines;
}
