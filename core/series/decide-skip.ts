import { type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, type Refusal, refusal } from '../errors.ts';
import { toEpochMs } from '../instant.ts';
import { nextSlot, slotsBetween } from '../recurrence/slots.ts';
import { followDue } from '../reminder/settle-reminder.ts';
import { changeTask } from '../task/task-event.ts';
import { addDays } from '../time/local.ts';
import { openFamily } from './build-occurrence.ts';
import type { SkipOccurrence } from './commands.ts';
import { done, goOn } from './decide-series-status.ts';
import { findLiveSeries } from './find-series.ts';
import { exceptWhere, followingSlot, zoneOf } from './following-slot.ts';
import { MAX_EXCEPTIONS, type Series } from './series.ts';
import { changeSeries } from './series-event.ts';
import { dueOfSlot } from './slot-due.ts';

/** Leaves out one slot. */
export function decideSkip(command: SkipOccurrence, world: World, ctx: DecideContext): Decision {
  const { series, refused } = findLiveSeries(world, command);
  if (!series) return refuse(refused);
  if (command.slot !== undefined && command.slot !== series.current.slot) return skipAhead(series, command.slot, ctx);
  return skipCurrent(series, world, ctx);
}

/** The open task goes on to the next slot, as it is: what somebody began to write in it stays theirs. */
function skipCurrent(series: Series, world: World, ctx: DecideContext): Decision {
  const { settings } = world;
  invariant(settings, 'an occurrence is skipped with the settings');
  const family = openFamily(series, world);
  if (!family && series.next !== null) return skipAhead(series, series.next, ctx);
  if (!family) return done(series, series.status === 'active' ? goOn(series, world, ctx) : []);
  const { task } = family;
  const slot = followingSlot(series, task.due, toEpochMs(ctx.now), zoneOf(series, settings));
  if (slot === null)
    return refuse(refusal('invalid_state', 'There is no later occurrence to go on to. Stop it instead.'));
  const due = dueOfSlot(slot, series.zone);
  const reminders = followDue(task.reminders, due, settings, ctx.now);
  const next = series.next !== null && series.next <= slot ? exceptWhere(series, nextSlot(series, slot)) : series.next;
  const current = { ...series.current, slot, mark: null };
  const exceptions = series.exceptions.filter((exception) => exception > slot);
  return done(series, [
    changeTask(task, 'task.updated', { due, reminders, series: { id: series.id, slot } }, ctx.now),
    changeSeries(
      series,
      'recurrence.occurrence_skipped',
      { current, previous: null, withdrawn: null, exceptions, next },
      ctx.now,
    ),
  ]);
}

function skipAhead(series: Series, slot: string, ctx: DecideContext): Decision {
  const refused = refuseSlot(series, slot);
  if (refused) return refuse(refused);
  return done(series, [changeSeries(series, 'recurrence.occurrence_skipped', without(series, slot), ctx.now)]);
}

/** What a series is when a slot ahead is taken out of it. */
export function without(series: Series, slot: string): Partial<Series> {
  const exceptions = [...series.exceptions, slot].sort();
  const next = series.next === slot ? exceptWhere({ ...series, exceptions }, slot) : series.next;
  return { exceptions, next };
}

/** How far ahead single slots can be named. */
const HORIZON_DAYS = 5 * 366;

/** Why a slot cannot be skipped or made by hand, if so: it is none of those that are still to come. */
export function refuseSlot(series: Series, slot: string): Refusal | null {
  const at = (message: string) => [{ path: 'slot', message }];
  if (series.trigger.kind === 'on_completion' && series.trigger.anchor === 'completion') {
    const detail = 'This series counts from the day of completion, so it has no dates ahead.';
    return refusal('invalid_state', detail, at('must be left out'));
  }
  if (series.exceptions.length >= MAX_EXCEPTIONS)
    return refusal('limit_reached', `At most ${MAX_EXCEPTIONS} dates ahead can be skipped or made by hand.`);
  const first = series.next ?? series.current.slot;
  const isNear = slot.slice(0, 10) <= addDays(first.slice(0, 10), HORIZON_DAYS);
  const isAhead = isNear && slot > series.current.slot && (series.next === null || slot >= series.next);
  if (isAhead && !series.exceptions.includes(slot) && slotsBetween(series, series.current.slot, slot).at(-1) === slot)
    return null;
  return refusal(
    'validation_failed',
    'That is no occurrence still to come.',
    at('must be a slot of the series, ahead'),
  );
}
