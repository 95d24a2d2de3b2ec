import { toEpochMs } from '#core/instant.ts';
import { errorText } from '../../background-log.ts';
import { type BackupState, hasBackupRun, leaseBackupRun, saveBackupRun } from '../../db/backup/backup-run.ts';
import type { BackupDeps } from './backup-deps.ts';
import { finishBackup } from './finish-backup.ts';
import { readChanges } from './read-changes.ts';
import { readRows } from './read-rows.ts';
import { restartBackup } from './start-backup.ts';
import { leaseEnd, type Turn } from './turn.ts';

const TURN_MS = 40_000;
/** D1 allows an invocation a thousand questions, the meter half of them. */
const TURN_PAGES = 150;

/**
 * One turn of the backup that runs, if one does.
 *
 * First every table is read, page by page in the order of its key, while people go on writing: what they change
 * meanwhile is noted by triggers. Then, in rounds, the changed rows are read again, and what changed during that, until few
 * are left. These are read in one transaction with the end of the log: that is the point at which the backup stands. A
 * part is written before the place behind it is saved, so a turn that is cut off anywhere is repeated, not missed; a
 * part written twice is overwritten. A phase ends its turn.
 *
 * A turn that fails is logged and tried again with the next minute; a migration in the middle begins the run anew.
 */
export async function runBackupTurn(deps: BackupDeps): Promise<void> {
  const { db, effects, log } = deps;
  try {
    if (!(await hasBackupRun(db))) return;
    const startedMs = toEpochMs(effects.now());
    const state = await leaseBackupRun(db, startedMs, leaseEnd(effects));
    if (state === null) return;
    let pages = 0;
    const mayGoOn = () => pages++ < TURN_PAGES && toEpochMs(effects.now()) < startedMs + TURN_MS;
    await goOn({ deps, mayGoOn }, state);
  } catch (error) {
    log.write({ event: 'backup.failed', error: errorText(error) });
  }
}

async function goOn(turn: Turn, state: BackupState): Promise<void> {
  const { db } = turn.deps;
  if (state.phase === 'rows') return await saveBackupRun(db, await readRows(turn, state), 0);
  const read = await readChanges(turn, state);
  if (read.round !== null) return await saveBackupRun(db, read, 0);
  // Saved first: should the end fail, the rounds that were read are not read again.
  await saveBackupRun(db, read, leaseEnd(turn.deps.effects));
  const end = await finishBackup(turn.deps, read);
  if (end === 'schema_changed') await restartBackup(turn.deps);
  else if (end === 'busy') await saveBackupRun(db, read, 0);
}
