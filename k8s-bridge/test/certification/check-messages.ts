import { some } from './check-topics.ts';
import type { LedgerMessage } from './edge-database.ts';

/** The ids under which messages arrived, once for each time: Message-IDs without their host, and webhook-ids. */
export type Arrived = Readonly<Record<LedgerMessage['channel'], readonly string[]>>;

/**
 * What is wrong with mails and calls: nothing, when each message of the ledger arrived once. Twice is allowed to those that a
 * notifier had claimed and not reported when it was killed.
 */
export function checkMessages(
  ledger: readonly LedgerMessage[],
  arrived: Arrived,
  underWay: ReadonlySet<string>,
): string[] {
  const findings: string[] = [];
  for (const channel of ['email', 'webhook'] as const) {
    const copies = new Map<string, number>();
    for (const id of arrived[channel]) copies.set(id, (copies.get(id) ?? 0) + 1);
    for (const { id, status } of ledger.filter((message) => message.channel === channel)) {
      const count = copies.get(id) ?? 0;
      copies.delete(id);
      const most = underWay.has(id) ? 2 : 1;
      if (status !== 'sent') findings.push(`${channel}: ${id} is ${status} in the ledger`);
      if (count < 1 || count > most) findings.push(`${channel}: ${id} arrived ${count} times, ${most} is the most`);
    }
    if (copies.size > 0) findings.push(`${channel}: ${copies.size} that no ledger knows: ${some([...copies.keys()])}`);
  }
  return findings;
}
