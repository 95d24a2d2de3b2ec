import { z } from 'zod';
import type { ArchiveClient } from './archive-database.ts';
import type { ChainHead, Month } from './chain.ts';

const HeadsSchema = z.array(z.object({ month: z.string(), count: z.coerce.number(), hash: z.instanceof(Buffer) }));

/** Where the chains of some months, or of all, have come to; by month. */
export async function findHeads(
  client: ArchiveClient,
  months: readonly Month[] | 'all',
): Promise<Map<Month, ChainHead>> {
  const { rows } = await client.query(
    'SELECT month, count, hash FROM archive_heads WHERE $1::text[] IS NULL OR month = ANY($1) ORDER BY month',
    [months === 'all' ? null : months],
  );
  return new Map(HeadsSchema.parse(rows).map(({ month, ...head }) => [month, head]));
}

export async function saveHeads(client: ArchiveClient, heads: ReadonlyMap<Month, ChainHead>): Promise<void> {
  if (heads.size === 0) return;
  const all = [...heads.values()];
  await client.query(
    `INSERT INTO archive_heads (month, count, hash) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])
     ON CONFLICT (month) DO UPDATE SET count = excluded.count, hash = excluded.hash`,
    [[...heads.keys()], all.map(({ count }) => count), all.map(({ hash }) => hash)],
  );
}
