import { z } from 'zod';
import { type Stock, StockSchema } from '#application/use-cases/metrics/count-stock.ts';
import { type BackupSeen, BackupSeenSchema } from '#application/use-cases/metrics/find-newest-backup.ts';
import { type LogPlace, LogPlaceSchema } from '#application/use-cases/metrics/follow-log.ts';
import type { CountedName } from '#core/metrics/edge-metrics.ts';
import { addTally, countedNames, type Tally, TallySchema } from '#core/metrics/tally.ts';

const PLACE_KEY = 'place';
const STOCK_KEY = 'stock';
const BACKUP_SEEN_KEY = 'backup';
const DEPLOYMENT_KEY = 'deployment';
/** A hub that said nothing for so long has lost its sockets with the machine they were on. */
const FORGET_AFTER_MS = 86_400_000;

const LiveSchema = z.object({ sockets: z.int(), hubs: z.int() });

/**
 * What the numbers rest on, in the storage of their object. A family of series is one row, however many series it has:
 * bringing a tally writes one row for each family in it.
 */
export function createMetricsStore(storage: DurableObjectStorage) {
  const { kv, sql } = storage;
  sql.exec(
    'CREATE TABLE IF NOT EXISTS live_hubs (hub TEXT PRIMARY KEY, sockets INTEGER NOT NULL, at INTEGER NOT NULL)',
  );
  const read = (names: readonly CountedName[]): Tally =>
    TallySchema.parse(
      Object.fromEntries(
        names.flatMap((name) => {
          const series = kv.get(keyOf(name));
          return series === undefined ? [] : [[name, series]];
        }),
      ),
    );
  return {
    add(tally: Tally): void {
      const names = countedNames().filter((name) => tally[name] !== undefined);
      const all = read(names);
      addTally(all, tally);
      for (const name of names) kv.put(keyOf(name), all[name]);
    },
    counted: (): Tally => read(countedNames()),
    /** A deployment drops every socket, and the hubs whose people do not come back never say so. */
    beginDeployment(id: string): void {
      if (kv.get(DEPLOYMENT_KEY) === id) return;
      kv.put(DEPLOYMENT_KEY, id);
      sql.exec('DELETE FROM live_hubs');
    },
    noteSockets(hub: string, sockets: number, nowMs: number): void {
      if (sockets === 0) sql.exec('DELETE FROM live_hubs WHERE hub = ?', hub);
      else sql.exec('INSERT OR REPLACE INTO live_hubs (hub, sockets, at) VALUES (?, ?, ?)', hub, sockets, nowMs);
    },
    live: (nowMs: number) =>
      LiveSchema.parse(
        sql
          .exec(
            'SELECT COALESCE(sum(sockets), 0) AS sockets, count(*) AS hubs FROM live_hubs WHERE at > ?',
            nowMs - FORGET_AFTER_MS,
          )
          .one(),
      ),
    place: (): LogPlace | null => LogPlaceSchema.nullable().parse(kv.get(PLACE_KEY) ?? null),
    setPlace: (place: LogPlace): void => kv.put(PLACE_KEY, place),
    stock: (): Stock | null => StockSchema.nullable().parse(kv.get(STOCK_KEY) ?? null),
    setStock: (stock: Stock): void => kv.put(STOCK_KEY, stock),
    backup: (): BackupSeen | null => BackupSeenSchema.nullable().parse(kv.get(BACKUP_SEEN_KEY) ?? null),
    setBackup: (seen: BackupSeen): void => kv.put(BACKUP_SEEN_KEY, seen),
  };
}

export type MetricsStore = ReturnType<typeof createMetricsStore>;

function keyOf(name: CountedName): string {
  return `counted:${name}`;
}
