import type { BackgroundLog } from '../../background-log.ts';
import type { BackupStore } from '../../backup/backup-store.ts';
import type { Database } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';

/** What a backup works with. */
export interface BackupDeps {
  /** Of one turn: it counts what the turn may ask. */
  db: Database;
  store: BackupStore;
  key: CryptoKey;
  keepDays: number;
  effects: Pick<Effects, 'now'>;
  log: BackgroundLog;
}
