import { dueEpochMs } from '#core/task/due.ts';
import { findStaleTimers } from '../../db/queries/find-due-timers.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { findStaleDues, type StaleDue } from '../../db/queries/find-stale-dues.ts';
import { writeDerivedDues } from '../../db/queries/write-derived-dues.ts';
import { replanOccurrences } from './replan-occurrences.ts';
import { replanRings } from './replan-rings.ts';
import type { TimerHandler } from './timer-handler.ts';

const CHUNK = 500;
/** Read at once, because every look has to walk past what was derived before it. */
const CHUNKS_PER_STEP = 8;

/**
 * After a change of zone or morning: derives the instants of dates and floating times again, and then the plans of
 * reminders that hang on them, and when schedules make occurrences, in chunks, soonest first. A reminder that comes due before its turn is planned anew when
 * it rings. It goes by what is still stale, so a run that is cut off anywhere is simply continued. No events: the wall clock is what
 * the user said, and it has not changed.
 */
export const rederiveDues: TimerHandler = async (timer, { db, userId }) => {
  // Older settings versions with the same zone are not stale: the timer names the version that brought the zone.
  const staleBelow = timer.settingsVersion ?? Number.MAX_SAFE_INTEGER;
  const settings = await findSettings(db, userId);
  const stale = await findStaleDues(db, userId, Math.min(staleBelow, settings.version), CHUNK * CHUNKS_PER_STEP);
  if (stale.length === 0) {
    const rings = await findStaleTimers(db, userId, 'ring', settings.version, CHUNK);
    if (rings.length > 0) await replanRings(db, userId, rings, settings);
    const occurrences = await findStaleTimers(db, userId, 'occur', settings.version, CHUNK);
    if (occurrences.length > 0) await replanOccurrences(db, userId, occurrences, settings);
    return rings.length + occurrences.length === 0 ? 'done' : 'more';
  }
  let written = 0;
  for (let from = 0; from < stale.length; from += CHUNK) {
    const derived = stale.slice(from, from + CHUNK).map((due) => derive(due, settings.zone));
    written += await writeDerivedDues(db, userId, settings.version, derived);
  }
  // Everything moved under our hands: so busy a user is better asked again a little later.
  if (written === 0) throw new Error('nothing could be derived: the settings or all of the tasks kept changing');
  return 'more';
};

function derive({ id, version, kind, wall }: StaleDue, zone: string) {
  const due = kind === 'date' ? ({ kind, date: wall } as const) : ({ kind, local: wall } as const);
  return { id, version, dueAtMs: dueEpochMs(due, zone) };
}
