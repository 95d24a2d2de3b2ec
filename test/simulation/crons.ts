import type { BackgroundLog } from '#application/background-log.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import type { Effects } from '#application/effects.ts';
import type { HubPort } from '#application/hub-port.ts';
import { watchdog } from '#application/use-cases/hub/watchdog.ts';
import { runRetention } from '#application/use-cases/retention/run-retention.ts';
import type { Kernel } from './kernel.ts';
import type { Life } from './life.ts';
import type { Machine } from './machine.ts';
import type { MemoryD1 } from './memory-d1.ts';
import type { Nemesis } from './nemesis.ts';
import { DAY_MS } from './wall-clock.ts';

export interface CronsDeps {
  kernel: Kernel;
  nemesis: Nemesis;
  memory: MemoryD1;
  machine: Machine;
  database: (life: Life) => D1Database;
  effects: (life: Life) => Effects;
  hub: (life: Life) => HubPort;
  log: BackgroundLog;
}

const MINUTE_MS = 60_000;

const FOUND = `SELECT (SELECT max(seq) FROM events) > COALESCE((SELECT seq FROM cursors), 0) AS isNews,
  (SELECT min(fire_at) FROM timers WHERE parked_at IS NULL) < ? AS isOverdue`;

/** The real crons: the watchdog each minute, retention each day. */
export function startCrons({ kernel, nemesis, memory, machine, database, effects, hub, log }: CronsDeps): void {
  const every = (periodMs: number, isIdle: () => boolean, run: (life: Life) => Promise<void>) => {
    const tick = (atMs: number) => {
      kernel.at(atMs, () => {
        tick(atMs + periodMs);
        if (isIdle()) return 'nothing';
        const life = machine.begin(null, nemesis.pace());
        if (life === null) return;
        if (nemesis.chance('tickLost')) return nemesis.trouble(null, 'a tick of the crons is lost');
        // A run that fails is reported to the platform; the next one begins where it stopped.
        run(life).catch(() => nemesis.trouble(null, 'a run of a cron fails'));
      });
    };
    tick(Math.ceil((kernel.nowMs() + 1) / periodMs) * periodMs);
  };
  const open = (life: Life) => openDatabase(database(life), newMeter());

  // Most minutes nothing is there to be found, which is cheaper to see from here.
  const isNothingThere = () => {
    const [state] = memory.rows(FOUND, kernel.nowMs());
    return state?.isNews !== 1 && state?.isOverdue !== 1;
  };
  every(MINUTE_MS, isNothingThere, async (life) => {
    await watchdog({ db: open(life), effects: effects(life), hub: hub(life), log });
  });
  every(
    DAY_MS,
    () => false,
    async (life) => {
      await runRetention({ openDatabase: () => open(life), effects: effects(life), hub: hub(life), log });
    },
  );
}
