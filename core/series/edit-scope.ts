import type { Task } from '../task/task.ts';
import { type Aside, AsideSchema, type Series } from './series.ts';

const ASIDE_FIELDS = AsideSchema.keyof().options;

/**
 * What stands aside when only the current occurrence changes: the values that the following ones are to have, which are
 * those from before the first such edit.
 */
export function keepAside(series: Series, task: Task, change: Partial<Task>): Aside | null {
  const changed = ASIDE_FIELDS.filter((field) => change[field] !== undefined);
  const before = AsideSchema.parse(Object.fromEntries(changed.map((field) => [field, task[field]])));
  const aside = { ...before, ...series.aside };
  return Object.keys(aside).length > 0 ? aside : null;
}

/** What stands aside when an edit is for those that follow, too: nothing of what it says. */
export function letFollow(series: Series, change: Partial<Task>): Aside | null {
  const left = ASIDE_FIELDS.filter((field) => series.aside?.[field] !== undefined && change[field] === undefined);
  if (left.length === 0) return null;
  return AsideSchema.parse(Object.fromEntries(left.map((field) => [field, series.aside?.[field]])));
}

/** What stands aside when the following occurrences are to say something that the current one does not. */
export function putAside(series: Series, change: Partial<Task>): Aside | null {
  const said = ASIDE_FIELDS.filter((field) => change[field] !== undefined);
  if (said.length === 0) return series.aside;
  return { ...series.aside, ...AsideSchema.parse(Object.fromEntries(said.map((field) => [field, change[field]]))) };
}
