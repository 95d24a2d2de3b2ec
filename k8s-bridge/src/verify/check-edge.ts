import type { Feed } from '../feed/feed.ts';
import { type Finding, find } from './finding.ts';

/** More is an alert of its own; a restart or a long page is over in less. */
const MAX_LAG_MS = 60_000;

/** Whether the edge takes the token, and somebody holds the lease of the consumer and is not far behind. */
export async function checkEdge(feed: Pick<Feed, 'status'>, consumer: string): Promise<Finding> {
  const what = `the edge is read by ${consumer}`;
  const looked = await find(what, 'lag-grows.md', async () => {
    const { consumers } = await feed.status();
    const own = consumers.find((each) => each.consumer === consumer);
    if (!own) return 'it has never asked';
    if (own.stand === 'rewound') return 'the log was restored, and it waits for an operator';
    if (own.holder === null) return 'nobody holds its lease';
    return (own.lagMs ?? 0) > MAX_LAG_MS ? `it is ${own.lagEvents} events behind` : null;
  });
  return looked.wrong?.startsWith('the log was restored') ? { ...looked, runbook: 'epoch-change.md' } : looked;
}
