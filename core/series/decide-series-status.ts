import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant } from '../errors.ts';
import type { DomainEvent } from '../log/event.ts';
import { onlyEvents } from '../task/task-event.ts';
import { advanceSeries } from './advance-series.ts';
import { openFamily } from './build-occurrence.ts';
import type { PauseSeries, ResumeSeries, StopSeries } from './commands.ts';
import { findLiveSeries, findSeries } from './find-series.ts';
import { nextOnSchedule } from './following-slot.ts';
import type { Series } from './series.ts';
import { changeSeries, finishIfOver } from './series-event.ts';

export function decidePauseSeries(command: PauseSeries, world: World, ctx: DecideContext): Decision {
  const { series, refused } = findLiveSeries(world, command);
  if (!series) return refuse(refused);
  return done(series, [changeSeries(series, 'recurrence.paused', { status: 'paused', next: null }, ctx.now)]);
}

/** Goes on from now: an occurrence that was done or thrown away meanwhile is followed by the next slot ahead. */
export function decideResumeSeries(command: ResumeSeries, world: World, ctx: DecideContext): Decision {
  const { series, refused } = findLiveSeries(world, command);
  if (!series) return refuse(refused);
  if (series.status === 'active') return done(series, []);
  const { settings } = world;
  invariant(settings, 'a series goes on with the settings');
  const next = nextOnSchedule(series, settings, ctx.now);
  const resumed = changeSeries(series, 'recurrence.resumed', { status: 'active', next }, ctx.now);
  invariant(resumed, 'a paused series resumes');
  return done(series, [resumed, ...goOn(resumed.after, world, ctx)]);
}

/**
 * What an active series that goes on with completions needs to have something to complete: the next occurrence, when
 * the current one is done or in the trash.
 */
export function goOn(series: Series, world: World, ctx: DecideContext): DomainEvent[] {
  const isDriven = series.trigger.kind === 'on_completion' && openFamily(series, world) === null;
  return isDriven ? advanceSeries(series, world, ctx) : [];
}

/** Stopping again changes nothing, and neither does stopping what is finished. */
export function decideStopSeries(command: StopSeries, world: World, ctx: DecideContext): Decision {
  const { series, refused } = findSeries(world, command);
  if (!series) return refuse(refused);
  if (series.status === 'finished') return done(series, []);
  return done(series, [changeSeries(series, 'recurrence.stopped', { status: 'stopped', next: null }, ctx.now)]);
}

/** What a command on a series comes to; whatever took its last slot from a schedule also finishes it. */
export function done(series: Series, events: (DomainEvent | null)[]): Decision {
  const last = events.findLast((event) => event?.kind === 'series');
  const finished = last?.kind === 'series' ? finishIfOver(last.after) : null;
  return accept(onlyEvents([...events, finished]), { kind: 'series', id: series.id });
}
