import { accept, type DecideContext, type Decision } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { toEpochMs } from '../instant.ts';
import { slotEpochMs } from '../recurrence/occurrences.ts';
import { nextSlot } from '../recurrence/slots.ts';
import { makeOccurrence } from './advance-series.ts';
import { currentFamily } from './build-occurrence.ts';
import { done } from './decide-series-status.ts';
import { exceptWhere, zoneOf } from './following-slot.ts';
import type { Series } from './series.ts';
import { changeSeries } from './series-event.ts';
import type { OccurOnSchedule } from './system-commands.ts';

/** Later than this, an occurrence counts as missed. */
const ON_TIME_MS = 3_600_000;

/**
 * Makes what the schedule has come to. Twice equals once: the series says which slot is next, and the first run has
 * moved that on. Slots that passed while nothing ran are made, or left out, as the series says (see `TriggerSchema`); of
 * `all` one command makes one, and its timer rings again at once for the others.
 */
export function decideOccur({ seriesId }: OccurOnSchedule, world: World, ctx: DecideContext): Decision {
  const series = world.series.get(seriesId);
  if (series?.status !== 'active' || series.next === null || series.trigger.kind !== 'on_schedule') return accept([]);
  const nowMs = toEpochMs(ctx.now);
  const zone = zoneOf(series, world.settings);
  if (slotEpochMs(series.next, zone) > nowMs) return accept([]);
  const slot = slotToMake(series, series.next, nowMs, zone);
  const family = currentFamily(series, world);
  const passed = slot ?? lastPassed(series, series.next, nowMs, zone);
  const next = exceptWhere(series, nextSlot(series, passed));
  const exceptions = series.exceptions.filter((exception) => exception > passed);
  if (slot === null || !family) {
    const skipped = changeSeries(series, 'recurrence.occurrence_skipped', { next, exceptions }, ctx.now);
    return done(series, [skipped]);
  }
  const made = makeOccurrence(family, series, slot, world, ctx);
  const change: Partial<Series> = {
    current: made.current,
    previous: null,
    withdrawn: null,
    made: series.made + 1,
    next,
    exceptions,
    aside: null,
  };
  const event = changeSeries(series, 'recurrence.occurrence_created', change, ctx.now);
  return done(series, [...made.events, event]);
}

function slotToMake(series: Series, next: string, nowMs: number, zone: string): string | null {
  if (series.trigger.kind !== 'on_schedule' || series.trigger.missed === 'all') return next;
  const last = lastPassed(series, next, nowMs, zone);
  const isMissed = slotEpochMs(last, zone) < nowMs - ON_TIME_MS;
  return series.trigger.missed === 'none' && isMissed ? null : last;
}

function lastPassed(series: Series, next: string, nowMs: number, zone: string): string {
  let last = next;
  for (;;) {
    const following = exceptWhere(series, nextSlot(series, last));
    if (following === null || slotEpochMs(following, zone) > nowMs) return last;
    last = following;
  }
}
