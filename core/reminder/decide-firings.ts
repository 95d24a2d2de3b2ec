import { accept, type DecideContext, type Decision, MAX_AGGREGATES_PER_COMMAND } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import type { FiringEvent } from '../log/event.ts';
import { acknowledge, read } from './change-firing.ts';
import type { AcknowledgeFirings, ReadFirings } from './commands.ts';
import type { Firing } from './firing.ts';

/** Ids that are not there are left out: a window may acknowledge what retention has taken meanwhile. */
export function decideAcknowledge({ firingIds }: AcknowledgeFirings, world: World, ctx: DecideContext): Decision {
  const firings = firingIds.flatMap((id) => world.firings.get(id) ?? []);
  return accept(firings.flatMap((firing) => acknowledge(firing, ctx.now) ?? []));
}

export function decideRead({ firingIds }: ReadFirings, world: World, ctx: DecideContext): Decision {
  const firings =
    firingIds === 'all' ? [...world.firings.values()] : firingIds.flatMap((id) => world.firings.get(id) ?? []);
  const events = firings.flatMap((firing: Firing): FiringEvent[] => {
    const event = read(firing, ctx.now);
    return event === null ? [] : [event];
  });
  // Only so many are loaded; whether there are more, the next command finds out.
  const remaining = firingIds === 'all' && events.length === MAX_AGGREGATES_PER_COMMAND ? 1 : 0;
  return accept(events, null, { remaining });
}
