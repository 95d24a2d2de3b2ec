import type { BackgroundLog } from '#application/background-log.ts';
import { openDatabase } from '#application/db/database.ts';
import { type Meter, newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#application/real-effects.ts';
import { checkEpoch } from '#application/use-cases/feed/check-epoch.ts';
import { watchdog } from '#application/use-cases/hub/watchdog.ts';
import { runRetention } from '#application/use-cases/retention/run-retention.ts';
import { createBellClient } from '../bell-client.ts';
import { configurationOf } from '../env.ts';
import { createHubClient } from '../hub-client.ts';
import { consoleLog } from '../log.ts';

/** The crons of wrangler.toml. */
export const WATCHDOG_CRON = '* * * * *';
export const RETENTION_CRON = '17 3 * * *';

/** What each cron does. A run that fails is reported to the platform; the next one begins where it stopped. */
export async function scheduled({ cron }: ScheduledController, env: Env): Promise<void> {
  const log: BackgroundLog = consoleLog({ isQuiet: configurationOf(env).environment === 'local' });
  const hub = createHubClient(env.USER_HUB, newMeter());
  const open = (meter: Meter) => openDatabase(env.DB, meter);
  if (cron === WATCHDOG_CRON) {
    await checkEpoch(createBellClient(env.FEED_BELL, newMeter()), log);
    await watchdog({ db: open(newMeter()), effects: realEffects, hub, log });
  } else if (cron === RETENTION_CRON) await runRetention({ openDatabase: open, effects: realEffects, hub, log });
  else throw new Error(`nobody does anything at ${cron}`);
}
