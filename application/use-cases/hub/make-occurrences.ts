import type { CommandReply } from '#core/command/reply.ts';
import { toEpochMs } from '#core/instant.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import type { Series } from '#core/series/series.ts';
import { findSettings } from '../../db/queries/find-settings.ts';
import { executeCommands } from '../execute-commands.ts';
import { replanOccurrences } from './replan-occurrences.ts';
import { SCHEDULE } from './schedule-actor.ts';
import type { TimersHandler } from './timer-handler.ts';

/**
 * Makes the occurrences that schedules have come to, all of them in one commit, which also sets each timer to its
 * series' next slot; so only timers of series that are over are left to be removed. Timers that were set with older
 * settings are derived anew first, because their slot may lie elsewhere by now.
 *
 * @returns the timers that are through
 */
export const makeOccurrences: TimersHandler = async (timers, { db, effects, userId, hub, trace }) => {
  const settings = await findSettings(db, userId);
  const isStale = ({ settingsVersion }: { settingsVersion: number | null }) =>
    settingsVersion !== null && settingsVersion < settings.version;
  const stale = timers.filter(isStale);
  if (stale.length > 0) await replanOccurrences(db, userId, stale, settings);
  const ready = timers.filter((timer) => !isStale(timer));
  if (ready.length === 0) return [];
  const commands = ready.map(({ ref }) => ({ key: null, command: { type: 'series.occur', seriesId: ref } as const }));
  const request = { userId, actor: SCHEDULE, trace, commands, isAtomic: false };
  const replies = await executeCommands(db, effects, request);
  await hub.nudge(userId, 'events').catch(() => undefined);
  const nowMs = toEpochMs(effects.now());
  // One that makes up for all it missed has its next slot behind it, too: it is left for the next chunk.
  const isBehind = (series: Series) =>
    series.next !== null && slotEpochMs(series.next, series.zone ?? settings.zone) <= nowMs;
  const behind = new Set(
    replies.flatMap((reply) =>
      reply.status === 'done' && reply.series && isBehind(reply.series) ? [reply.series.id] : [],
    ),
  );
  // Nothing came of those whose slot is ahead, in a zone that changed in this very second: they are set anew, not through.
  const idle = ready.filter((_timer, at) => isIdle(replies[at]));
  if (idle.length > 0) await replanOccurrences(db, userId, idle, await findSettings(db, userId));
  return ready.filter((timer) => !behind.has(timer.ref) && !idle.includes(timer));
};

function isIdle(reply: CommandReply | undefined): boolean {
  return reply?.status === 'done' && reply.changed === 0;
}
