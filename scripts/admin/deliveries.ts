import { parseArgs } from 'node:util';
import { DeliveriesReplayedSchema } from '#core/query/deliveries-query.ts';
import { operatorApi } from '../local/operator-api.ts';
import { PlainError } from '../local/plain-error.ts';
import type { AdminCommand } from './admin-command.ts';

/** What an operator can do about mails and calls that were given up. */
export const deliveryCommands: readonly AdminCommand[] = [
  {
    words: ['deliveries', 'replay'],
    takes: '[--user USER_ID] [--since 2026-11-21T12:00:00Z]',
    does: 'Sends what was given up once more, with all its tries: of everybody or one user, since a moment.',
    async run(args) {
      const string = { type: 'string' } as const;
      const { values } = parseArgs({ args: [...args], options: { user: string, since: string, origin: string } });
      const since = values.since === undefined ? undefined : momentOf(values.since);
      const ask = await operatorApi(values.origin);
      // The instance takes a bounded number at a time; what fails once more meanwhile is not taken again.
      const before = new Date().toISOString();
      for (let total = 0; ; ) {
        const wanted = { user: values.user, since, before };
        const { replayed, isMore } = await ask('/deliveries/replay', DeliveriesReplayedSchema, wanted);
        total += replayed;
        if (isMore) continue;
        console.log(`${total} ${total === 1 ? 'message is' : 'messages are'} on the way again.`);
        return;
      }
    },
  },
];

function momentOf(text: string): string {
  const epochMs = Date.parse(text);
  if (Number.isNaN(epochMs)) throw new PlainError(`${text} is no moment such as 2026-11-21T12:00:00Z.`);
  return new Date(epochMs).toISOString();
}
