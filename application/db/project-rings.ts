import { type SQL, sql } from 'drizzle-orm';
import { invariant } from '#core/errors.ts';
import { isEqualJson } from '#core/json.ts';
import { followsZone, planFirings } from '#core/reminder/plan-firings.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Task } from '#core/task/task.ts';
import { jsonChunks } from './json-rows.ts';
import { isOpen } from './project-tags.ts';
import type { TaskChange } from './project-tasks.ts';
import { ringRef } from './ring-ref.ts';

/**
 * The statements that keep the timers of reminders in step with their plan. They go by what changed: a timer whose
 * moment has passed and that has not rung yet survives every change that leaves its plan alone, and a moment that had
 * passed when its plan was made (restored, reopened, undone) gets no timer, so nothing ever rings from the past.
 */
export function projectRings(
  userId: string,
  changes: readonly TaskChange[],
  settings: Settings | null,
  nowMs: number,
): SQL[] {
  const moves = changes.flatMap((change) => movesOf(change, settings));
  // A moment that has passed is no plan: what was there goes, and nothing takes its place.
  const gone = moves.filter(({ atMs }) => atMs === null || atMs < nowMs).map(({ ref }) => ref);
  const set = moves.filter(({ atMs }) => atMs !== null && atMs >= nowMs);
  return [
    ...jsonChunks(gone).map(
      (json) =>
        sql`DELETE FROM timers WHERE (user_id, kind, ref) IN (SELECT ${userId}, 'ring', value FROM json_each(${json}))`,
    ),
    ...jsonChunks(set.map(({ ref, atMs, settingsVersion }) => [ref, atMs, settingsVersion])).map(
      (json) => sql`INSERT INTO timers (user_id, kind, ref, fire_at, planned_at, settings_version)
        SELECT ${userId}, 'ring', value ->> 0, value ->> 1, value ->> 1, value ->> 2 FROM json_each(${json}) WHERE true
        ON CONFLICT (user_id, kind, ref) DO UPDATE SET fire_at = excluded.fire_at, planned_at = excluded.planned_at,
          settings_version = excluded.settings_version, attempts = 0, parked_at = NULL, last_error = NULL`,
    ),
  ];
}

/** A reminder whose plan changed: when it is to ring now, in ms since the epoch; null when it is not. */
interface Move {
  ref: string;
  atMs: number | null;
  /** Set when the plan hangs on the user's zone. */
  settingsVersion: number | null;
}

function movesOf({ before, after }: TaskChange, settings: Settings | null): Move[] {
  const was = ringing(before);
  const is = ringing(after);
  if (!was && !is) return [];
  if (!is)
    return (was?.reminders ?? []).map(({ id }) => ({
      ref: ringRef(was?.id ?? '', id),
      atMs: null,
      settingsVersion: null,
    }));
  if (was && isEqualJson([was.due, was.reminders], [is.due, is.reminders])) return [];
  invariant(settings, 'settings are loaded wherever a plan changes');
  const old = was ? planFirings(was, settings) : new Map<string, number>();
  const plan = planFirings(is, settings);
  const settingsVersion = followsZone(is) ? settings.version : null;
  const changed = new Set([...old.keys(), ...plan.keys()].filter((id) => old.get(id) !== plan.get(id)));
  return [...changed].map((id) => ({ ref: ringRef(is.id, id), atMs: plan.get(id) ?? null, settingsVersion }));
}

/** A task whose reminders can ring. */
function ringing(task: Task | undefined): Task | undefined {
  return task && isOpen(task) && task.reminders.length > 0 ? task : undefined;
}
