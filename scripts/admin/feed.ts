import { z } from 'zod';
import { type FeedStatus, FeedStatusSchema } from '../../core/feed/protocol.ts';
import { adminCommand } from './admin-command.ts';

/** The readers of the feed. */
export const feedCommands = [
  adminCommand({
    words: ['feed', 'status'],
    takes: '',
    does: 'shows where the log ends, and how far each consumer of the feed has come',
    count: 0,
    async run(ask) {
      console.log(describe(await ask('/feed', FeedStatusSchema)));
    },
  }),
  adminCommand({
    words: ['feed', 'resync'],
    takes: 'CONSUMER',
    does: 'lets a consumer begin anew with a snapshot, as after a restore of the database',
    count: 1,
    async run(ask, [consumer]) {
      await ask('/feed/resync', z.object({ consumer: z.string() }), { consumer });
      console.log(`${consumer} begins anew with a snapshot.`);
    },
  }),
  adminCommand({
    words: ['feed', 'forget'],
    takes: 'CONSUMER',
    does: 'forgets a consumer that is gone for good, so that it holds nothing back',
    count: 1,
    async run(ask, [consumer]) {
      await ask('/feed/forget', z.object({ consumer: z.string() }), { consumer });
      console.log(`${consumer} is forgotten.`);
    },
  }),
];

function describe({ epoch, head, prunedThrough, listeners, consumers }: FeedStatus): string {
  const lines = consumers.map(({ consumer, stand, seq, lagEvents, lagMs, holder, leasedUntil, lastSeenAt }) => {
    const behind = lagMs === null ? 'up to date' : `${lagEvents} events and ${Math.round(lagMs / 1000)} s behind`;
    // Its place is one of another line of history: how far it is behind cannot be told.
    const lag = stand === 'rewound' ? `gets nothing until: feed resync ${consumer}` : behind;
    const held = holder === null ? `seen ${lastSeenAt}` : `held by ${holder} until ${leasedUntil}`;
    return `  ${consumer}  ${stand}  at ${seq}, ${lag}, ${held}`;
  });
  const log = `The log ends at ${head}, kept from ${prunedThrough + 1} on, epoch ${epoch}; ${listeners} listening.`;
  return [log, ...(lines.length === 0 ? ['  no consumers'] : lines)].join('\n');
}
