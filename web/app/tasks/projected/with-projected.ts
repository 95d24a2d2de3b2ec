import type { ProjectedOccurrence } from '#core/query/series-query.ts';
import { dayWords } from '../../ui/format/day-words.ts';
import { dueDate, type GroupContext, type TaskGroup } from '../group-tasks.ts';
import type { View } from '../view.ts';

export interface ProjectedGroup extends TaskGroup {
  /** What is not a task yet, soonest first. */
  projected: readonly ProjectedOccurrence[];
}

/**
 * The groups of a view by days with what stands ahead in them, and days of their own where nothing else is due. A view
 * of today has them under today.
 */
export function withProjected(
  groups: readonly TaskGroup[],
  projected: readonly ProjectedOccurrence[],
  grouping: View['grouping'],
  ctx: GroupContext,
): ProjectedGroup[] {
  const byDay = Map.groupBy(projected, ({ due }) => dueDate(due, ctx.zone));
  if (grouping === 'due') {
    const ofToday = byDay.get(ctx.today) ?? [];
    return ensure(groups, 'today', ofToday.length > 0, ctx).map((group) => ({
      ...group,
      projected: group.id === 'today' ? ofToday : [],
    }));
  }
  if (grouping !== 'day') return groups.map((group) => ({ ...group, projected: [] }));
  let all = [...groups];
  for (const day of byDay.keys()) all = ensure(all, day, true, ctx);
  return all
    .map((group) => ({ ...group, projected: byDay.get(group.id) ?? [] }))
    .sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

function ensure(groups: readonly TaskGroup[], id: string, isNeeded: boolean, ctx: GroupContext): TaskGroup[] {
  if (!isNeeded || groups.some((group) => group.id === id)) return [...groups];
  return [...groups, { id, heading: dayWords(id === 'today' ? ctx.today : id, ctx), tasks: [] }];
}
