import { type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { refusal } from '../errors.ts';
import { buildOccurrence, createFamily, currentFamily } from './build-occurrence.ts';
import type { MakeOccurrence } from './commands.ts';
import { done } from './decide-series-status.ts';
import { refuseSlot, without } from './decide-skip.ts';
import { findLiveSeries } from './find-series.ts';
import { changeSeries } from './series-event.ts';

/**
 * Makes the task of a slot ahead now. The current occurrence stays the current one; when the series comes to that slot,
 * it goes on to the one behind it.
 */
export function decideMake(command: MakeOccurrence, world: World, ctx: DecideContext): Decision {
  const { series, refused } = findLiveSeries(world, command);
  if (!series) return refuse(refused);
  const refusedSlot = refuseSlot(series, command.slot);
  if (refusedSlot) return refuse(refusedSlot);
  const family = currentFamily(series, world);
  if (!family) return refuse(refusal('gone', 'The task that this would be made from is gone for good.'));
  const made = buildOccurrence(family, series, command.slot, world, ctx.now, command.due);
  return done(series, [
    ...createFamily(made),
    changeSeries(series, 'recurrence.occurrence_created', without(series, command.slot), ctx.now),
  ]);
}
