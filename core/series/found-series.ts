import type { DecideContext } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { invariant, type Refusal, refusal } from '../errors.ts';
import { parseRecurrence } from '../recurrence/parse-recurrence.ts';
import { isProblem } from '../recurrence/rule-problem.ts';
import type { Due } from '../task/due.ts';
import type { RecurrenceOfTask } from './commands.ts';
import { nextOnSchedule } from './following-slot.ts';
import { refuseRule } from './refuse-rule.ts';
import type { Series } from './series.ts';
import { dueOfSlot, slotOfDue } from './slot-due.ts';

export type FoundSeries =
  | { series: Series; due: Due; refused?: undefined }
  | { series?: undefined; due?: undefined; refused: Refusal };

/**
 * The series that begins with a task, and the task's due, which moves to the first slot when it is none.
 *
 * @param due the task's; a task without one cannot repeat
 */
export function foundSeries(
  { rule, trigger, seriesId }: RecurrenceOfTask,
  { taskId, due }: { taskId: string; due: Due | null },
  world: World,
  ctx: DecideContext,
): FoundSeries {
  const { settings } = world;
  invariant(settings, 'a series begins with the settings');
  if (seriesId !== undefined && world.series.has(seriesId))
    return { refused: refusal('id_taken', `There is a series ${seriesId} already. Choose a fresh id.`) };
  if (due === null) {
    const error = { path: 'due', message: 'must say when the task is due for the first time' };
    return { refused: refusal('validation_failed', 'A task that repeats needs a due date.', [error]) };
  }
  const zone = due.kind === 'fixed' ? due.zone : null;
  const parsed = parseRecurrence({ rule, start: slotOfDue(due, zone ?? settings.zone), zone: zone ?? settings.zone });
  if (isProblem(parsed)) return { refused: refuseRule(parsed, 'recurrence.') };
  const series: Series = {
    id: seriesId ?? ctx.newSeriesId(),
    status: 'active',
    rule: parsed.rule,
    start: parsed.start,
    zone,
    trigger,
    current: { taskId, slot: parsed.start, mark: null },
    previous: null,
    withdrawn: null,
    made: 1,
    next: null,
    exceptions: [],
    aside: null,
    version: 1,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  const next = nextOnSchedule(series, settings, ctx.now);
  return { series: { ...series, next }, due: parsed.isMoved ? dueOfSlot(parsed.start, zone) : due };
}
