import { invariant } from '#core/errors.ts';
import { toEpochMs, toInstant } from '#core/instant.ts';
import { endOfQuiet } from '#core/settings/quiet-hours.ts';
import type { DueTimer } from '../../db/queries/find-due-timers.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { postponeRings } from '../../db/queries/move-rings.ts';
import { readRingRef } from '../../db/ring-ref.ts';
import { executeCommands, type KeyedCommand } from '../execute-commands.ts';
import { replanRings } from './replan-rings.ts';
import { SCHEDULE } from './schedule-actor.ts';
import type { TimersHandler } from './timer-handler.ts';

/**
 * Rings reminders whose moment has come, all of them in one commit. In quiet hours they wait for the end; those that
 * were planned with older settings are planned anew first. Ringing twice equals once, because a ringing is the first
 * version of an aggregate whose id is made of its reminder and its planned moment.
 *
 * @returns the timers that are through
 */
export const ringReminders: TimersHandler = async (timers, { db, effects, userId, hub, trace }) => {
  const settings = await findSettings(db, userId);
  const quietUntilMs = endOfQuiet(toEpochMs(effects.now()), settings.quietHours, settings.zone);
  if (quietUntilMs !== null) {
    await postponeRings(db, userId, settings.version, timers, quietUntilMs);
    return [];
  }
  const isStale = ({ settingsVersion }: DueTimer) => settingsVersion !== null && settingsVersion < settings.version;
  const stale = timers.filter(isStale);
  if (stale.length > 0) await replanRings(db, userId, stale, settings);
  const ready = timers.filter((timer) => !isStale(timer));
  if (ready.length === 0) return [];
  const commands = ready.map(ringCommand);
  const replies = await executeCommands(db, effects, {
    userId,
    actor: SCHEDULE,
    trace,
    commands,
    isAtomic: false,
  });
  // Windows hear of it now, not when all that is due has rung. What fails here the watchdog makes up for.
  await hub.nudge(userId, 'events').catch(() => undefined);
  // What changed in this very second has made another plan of them, or none, or quiet hours. They are not through: that
  // plan may be the old one again by now (moved back, undone, reopened), so it is looked up, and they are found at their time.
  const overtaken = ready.filter((_timer, at) => replies[at]?.status === 'refused');
  if (overtaken.length > 0) await replanRings(db, userId, overtaken, await findSettings(db, userId));
  return ready.filter((timer) => !overtaken.includes(timer));
};

function ringCommand({ ref, plannedAtMs }: DueTimer): KeyedCommand {
  invariant(plannedAtMs !== null, 'a timer that rings has a planned moment');
  return { key: null, command: { type: 'reminder.ring', ...readRingRef(ref), plannedAt: toInstant(plannedAtMs) } };
}
