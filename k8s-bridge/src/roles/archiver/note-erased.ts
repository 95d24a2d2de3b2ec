import { z } from 'zod';
import type { Instant } from '#core/instant.ts';
import type { ArchiveClient } from './archive-database.ts';
import type { ArchivableEvent } from './archived-event.ts';

const ACCOUNT_DELETED = 'account.deleted';
const UsersSchema = z.array(z.object({ user_id: z.string() }));

export interface ErasedUsers {
  /** Whose account has been erased, now or before, among the users of the events. */
  readonly erased: ReadonlySet<string>;
  /** Whose end is among the events. */
  readonly ended: readonly string[];
}

/** Notes the accounts whose end is among the events. The note stays: a replay may bring their events long after. */
export async function noteErased(
  client: ArchiveClient,
  events: readonly ArchivableEvent[],
  at: Instant,
): Promise<ErasedUsers> {
  const ends = events.filter(({ facts }) => facts.type === ACCOUNT_DELETED);
  const ended = [...new Set(ends.map(({ facts }) => facts.userId))];
  if (ended.length > 0) {
    await client.query(
      `INSERT INTO erased_users (user_id, at) SELECT unnest($1::text[]), $2::timestamptz
       ON CONFLICT (user_id) DO NOTHING`,
      [ended, at],
    );
  }
  const users = [...new Set(events.map(({ facts }) => facts.userId))];
  const { rows } = await client.query('SELECT user_id FROM erased_users WHERE user_id = ANY($1)', [users]);
  return { erased: new Set(UsersSchema.parse(rows).map(({ user_id }) => user_id)), ended };
}
