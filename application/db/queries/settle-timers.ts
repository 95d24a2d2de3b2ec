import { type SQL, sql } from 'drizzle-orm';
import { type Database, runBatch } from '../database.ts';
import { jsonChunks } from '../json-rows.ts';
import type { DueTimer } from './find-due-timers.ts';

/** What became of a timer that rang and failed. */
export interface FailedTimer {
  timer: DueTimer;
  attempts: number;
  /** When to try again, in ms since the epoch. */
  retryAtMs: number;
  isParked: boolean;
  error: string;
}

/**
 * Removes the timers that did their work and puts off those that failed. A timer that was set anew meanwhile (another
 * time, other settings) is another one: it stays as it is.
 */
export async function settleTimers(
  db: Database,
  userId: string,
  settled: { done: DueTimer[]; failed: FailedTimer[]; nowMs: number },
): Promise<void> {
  const statements = [...removeDone(userId, settled.done), ...putOffFailed(userId, settled.failed, settled.nowMs)];
  if (statements.length > 0) await runBatch(db, statements);
}

function removeDone(userId: string, done: DueTimer[]): SQL[] {
  const rows = done.map(({ kind, ref, fireAtMs, settingsVersion }) => [kind, ref, fireAtMs, settingsVersion]);
  return jsonChunks(rows).map(
    (json) => sql`DELETE FROM timers
      WHERE (user_id, kind, ref) IN (SELECT ${userId}, value ->> 0, value ->> 1 FROM json_each(${json}))
        AND (kind, ref, fire_at, COALESCE(settings_version, 0)) IN
          (SELECT value ->> 0, value ->> 1, value ->> 2, COALESCE(value ->> 3, 0) FROM json_each(${json}))`,
  );
}

function putOffFailed(userId: string, failed: FailedTimer[], nowMs: number): SQL[] {
  const rows = failed.map(({ timer, attempts, retryAtMs, isParked, error }) => {
    return [
      timer.kind,
      timer.ref,
      timer.fireAtMs,
      timer.settingsVersion,
      attempts,
      retryAtMs,
      isParked ? nowMs : null,
      error,
    ];
  });
  return jsonChunks(rows).map(
    (json) => sql`WITH put_off AS MATERIALIZED (SELECT value FROM json_each(${json}))
      UPDATE timers SET attempts = put_off.value ->> 4, fire_at = put_off.value ->> 5,
        parked_at = put_off.value ->> 6, last_error = put_off.value ->> 7
      FROM put_off
      WHERE timers.user_id = ${userId} AND timers.kind = put_off.value ->> 0 AND timers.ref = put_off.value ->> 1
        AND timers.fire_at = put_off.value ->> 2 AND timers.settings_version IS put_off.value ->> 3`,
  );
}
