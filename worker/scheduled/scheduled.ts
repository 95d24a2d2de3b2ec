import type { BackgroundLog } from '#application/background-log.ts';
import { openDatabase } from '#application/db/database.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#application/real-effects.ts';
import { runBackupTurn } from '#application/use-cases/backup/run-backup-turn.ts';
import { abandonBackup, startBackup } from '#application/use-cases/backup/start-backup.ts';
import { checkEpoch } from '#application/use-cases/feed/check-epoch.ts';
import { watchdog } from '#application/use-cases/hub/watchdog.ts';
import { runRetention } from '#application/use-cases/retention/run-retention.ts';
import { backupsOf } from '../backups-of.ts';
import { createBellClient } from '../bell-client.ts';
import { countingLog } from '../counting-log.ts';
import { configurationOf } from '../env.ts';
import { createHubClient } from '../hub-client.ts';
import { consoleLog } from '../log.ts';

/** The crons of wrangler.toml. */
export const WATCHDOG_CRON = '* * * * *';
export const RETENTION_CRON = '17 3 * * *';

/** What each cron does. A run that fails is reported to the platform; the next one begins where it stopped. */
export async function scheduled({ cron }: ScheduledController, env: Env, ctx: ExecutionContext): Promise<void> {
  const { environment } = configurationOf(env);
  const waitUntil = (work: Promise<unknown>) => ctx.waitUntil(work);
  const log: BackgroundLog = countingLog(env, consoleLog({ isQuiet: environment === 'local' }), waitUntil);
  const hub = createHubClient(env.USER_HUB, newMeter());
  const open = (meter: Meter) => openDatabase(env.DB, meter);
  const backups = await backupsOf(env);
  if (cron === WATCHDOG_CRON) {
    await checkEpoch(createBellClient(env.FEED_BELL, newMeter()), log);
    await watchdog({ db: open(newMeter()), effects: realEffects, hub, log });
    if (backups) await runBackupTurn({ db: open(newMeter()), effects: realEffects, log, ...backups });
  } else if (cron === RETENTION_CRON) {
    await runRetention({ openDatabase: open, effects: realEffects, hub, log });
    // After it: what is too old need not be backed up.
    if (backups) await startBackup({ db: open(newMeter()), effects: realEffects, log });
    else await abandonBackup(open(newMeter()));
  } else throw new Error(`nobody does anything at ${cron}`);
}
