import type { BackupStore } from '#application/backup/backup-store.ts';
import type { BellPort } from '#application/bell-port.ts';
import type { Database } from '#application/db/database.ts';
import type { Effects } from '#application/effects.ts';
import { countStock, isStockDue, type Stock } from '#application/use-cases/metrics/count-stock.ts';
import { findNewestBackup, isBackupDue } from '#application/use-cases/metrics/find-newest-backup.ts';
import { followLog } from '#application/use-cases/metrics/follow-log.ts';
import { readGauges } from '#application/use-cases/metrics/read-gauges.ts';
import { toEpochMs } from '#core/instant.ts';
import { type GaugeReadings, renderMetrics } from '#core/metrics/render-metrics.ts';
import { version } from '../package.json' with { type: 'json' };
import type { MetricsStore } from './metrics-store.ts';

interface ReadMetricsDeps {
  store: MetricsStore;
  db: Database;
  /** Its size, in bytes. */
  databaseBytes: () => Promise<number>;
  /** Where backups are kept; null when this deployment makes none. */
  backups: BackupStore | null;
  effects: Effects;
  bell: Pick<BellPort, 'lastHead' | 'noteHead' | 'settleEpoch' | 'listeners'>;
  onFailure: (error: unknown) => void;
}

/**
 * Everything that is known, as text. What was counted is told even when the database does not answer: just then
 * somebody needs it, and that the database does not answer is one of the numbers.
 */
export async function readMetrics(deps: ReadMetricsDeps): Promise<string> {
  const { store, effects, onFailure } = deps;
  let fromDatabase: GaugeReadings = { databaseUp: [[[], 0]] };
  try {
    fromDatabase = await askDatabase(deps);
  } catch (error) {
    onFailure(error);
  }
  const live = store.live(toEpochMs(effects.now()));
  return renderMetrics(store.counted(), {
    info: [[[version], 1]],
    liveSockets: [[[], live.sockets]],
    liveHubs: [[[], live.hubs]],
    ...(await askBackups(deps)),
    ...fromDatabase,
  });
}

/** A third of what a look may take: a bucket that hangs must not take the other numbers along. */
const BUCKET_TIMEOUT_MS = 3_000;

/** A bucket that does not answer leaves what it said last: it gets old, and somebody hears of it. */
async function askBackups({ store, backups, effects, onFailure }: ReadMetricsDeps): Promise<GaugeReadings> {
  if (backups === null) return {};
  const nowMs = toEpochMs(effects.now());
  if (isBackupDue(store.backup(), nowMs)) {
    try {
      const late = effects.wait(BUCKET_TIMEOUT_MS).then(() => {
        throw new Error(`the bucket of backups did not answer within ${BUCKET_TIMEOUT_MS} ms`);
      });
      store.setBackup({ askedAtMs: nowMs, writtenAtMs: await Promise.race([findNewestBackup(backups), late]) });
    } catch (error) {
      onFailure(error);
    }
  }
  return { backupAt: [[[], (store.backup()?.writtenAtMs ?? 0) / 1000]] };
}

async function askDatabase(deps: ReadMetricsDeps): Promise<GaugeReadings> {
  const { store, db, databaseBytes, effects } = deps;
  const nowMs = toEpochMs(effects.now());
  const before = store.place();
  const { place, tally } = await followLog(db, before);
  // Of two who ask at once one has counted these already; between here and the end nobody else runs.
  if (store.place()?.seq === before?.seq && store.place()?.epoch === before?.epoch) {
    store.setPlace(place);
    store.add(tally);
  }
  const known = store.stock();
  const stock = known !== null && !isStockDue(known, nowMs) ? known : await countStock(db, nowMs);
  if (stock !== known) store.setStock(stock);
  const [gauges, bytes] = await Promise.all([readGauges(deps), databaseBytes()]);
  return { databaseUp: [[[], 1]], databaseBytes: [[[], bytes]], ...gauges, ...stockGauges(stock) };
}

function stockGauges(stock: Stock): GaugeReadings {
  return {
    users: [[[], stock.users]],
    tasks: [
      [['open'], stock.openTasks],
      [['completed'], stock.completedTasks],
      [['trashed'], stock.trashedTasks],
    ],
    reminders: [[[], stock.reminders]],
    countedAt: [[[], stock.countedAtMs / 1000]],
  };
}
