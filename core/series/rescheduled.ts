import type { Refusal } from '../errors.ts';
import type { Instant } from '../instant.ts';
import { parseRecurrence } from '../recurrence/parse-recurrence.ts';
import { isProblem } from '../recurrence/rule-problem.ts';
import type { Settings } from '../settings/settings.ts';
import type { UpdateSeries } from './commands.ts';
import { nextOnSchedule } from './following-slot.ts';
import { refuseRule } from './refuse-rule.ts';
import type { Series } from './series.ts';

/**
 * A series on another schedule, as a patch says; itself when that says nothing of it. A new rule counts from the newest
 * occurrence, or from where the patch says. While that occurrence is open it moves to the first slot; when it is done
 * the first slot is the next to come.
 */
export function rescheduled(
  series: Series,
  patch: UpdateSeries['patch'],
  isCurrentOpen: boolean,
  settings: Settings,
  now: Instant,
): Series | { refused: Refusal } {
  const { rule = series.rule, start = series.current.slot, zone = series.zone, trigger = series.trigger } = patch;
  const isAsked = [patch.rule, patch.start, patch.zone, patch.trigger].some((part) => part !== undefined);
  if (!isAsked) return series;
  const parsed = parseRecurrence({ rule, start, zone: zone ?? settings.zone });
  if (isProblem(parsed)) return { refused: refuseRule(parsed, '') };
  const isNewRule = parsed.rule !== series.rule || parsed.start !== series.current.slot;
  // What was before the new rule cannot be gone back to.
  const plan = isNewRule ? { rule: parsed.rule, start: parsed.start, made: 1, previous: null, withdrawn: null } : {};
  const current = isNewRule && isCurrentOpen ? { ...series.current, slot: parsed.start, mark: null } : series.current;
  const moved: Series = { ...series, ...plan, zone, trigger, current };
  const isDriven = isNewRule || trigger.kind !== series.trigger.kind || zone !== series.zone;
  return isDriven && series.status === 'active' ? { ...moved, next: nextOnSchedule(moved, settings, now) } : moved;
}
