import type { TaskPage } from '#core/query/task-query.ts';
import { formatExpression } from '#core/query-language/format-query.ts';
import { matchTask } from '#core/query-language/match-task.ts';
import { planQuery } from '#core/query-language/plan-query.ts';
import type { Expression, Query } from '#core/query-language/query.ts';
import type { Moment } from '#core/query-language/read-date.ts';
import type { Task } from '#core/task/task.ts';
import type { GroupContext, TaskGroup } from './group-tasks.ts';

/** Puts rows under the part of a query that finds them; those of several parts under the first. */
export function groupByQuery(
  tasks: readonly Task[],
  query: Query,
  { lists, moment, series }: Pick<GroupContext, 'lists'> & { moment: Moment; series: TaskPage['series'] },
): TaskGroup[] {
  const repeats = (id: string) => series[id] === 'active' || series[id] === 'paused';
  const conditions = planQuery(query, { moment, lists });
  const partOf = (task: Task) => conditions.findIndex((each) => matchTask(each, task, { zone: moment.zone, repeats }));
  const placed = tasks.map((task) => ({ task, part: partOf(task) }));
  const groups = query.views.map((view, at): TaskGroup => {
    // What fits no part any more (it was ticked a moment ago, the clock moved on) stays with the first until it goes.
    const own = placed.filter(({ part }) => part === at || (part === -1 && at === 0)).map(({ task }) => task);
    return { id: String(at), heading: { name: formatExpression(view), count: own.length }, tasks: own };
  });
  return groups.filter((group) => group.tasks.length > 0);
}

/** The words that a query looks for in titles, to be marked there. */
export function soughtWords(query: Query): string {
  return query.views.flatMap(sought).join(' ');
}

function sought(node: Expression): string[] {
  if (node.kind === 'and' || node.kind === 'or') return node.of.flatMap(sought);
  return node.kind === 'text' ? [...node.pattern] : [];
}
