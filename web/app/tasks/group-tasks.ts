import type { ListWithCount } from '#core/query/overview.ts';
import { type Due, dueEpochMs } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import { localDateAt } from '#core/time/local.ts';
import { dayWords } from '../ui/format/day-words.ts';
import type { DayHeadingProps } from '../ui/task/day-heading.tsx';
import type { View } from './view.ts';

export interface TaskGroup {
  id: string;
  heading?: DayHeadingProps;
  tasks: Task[];
}

export interface GroupContext {
  today: string;
  nowMs: number;
  zone: string;
  locale: string;
  lists: readonly ListWithCount[];
}

/** Puts rows under the headings of their view, in the order they come. */
export function groupTasks(tasks: readonly Task[], grouping: View['grouping'], ctx: GroupContext): TaskGroup[] {
  switch (grouping) {
    case 'none':
      return [{ id: 'all', tasks: [...tasks] }];
    case 'list':
      return byList(tasks, ctx);
    case 'due':
      return byUrgency(tasks, ctx);
    case 'day':
      return byDay(tasks, ctx, (task) => task.due && dueDate(task.due, ctx.zone));
    case 'completed':
      return byDay(tasks, ctx, (task) => localDateAt(Date.parse(task.completedAt ?? task.updatedAt), ctx.zone));
  }
}

function byList(tasks: readonly Task[], { lists }: GroupContext): TaskGroup[] {
  return lists.flatMap(({ id, name }) => {
    const own = tasks.filter((task) => task.listId === id);
    return own.length === 0 ? [] : [{ id, heading: { name, count: own.length }, tasks: own }];
  });
}

function byUrgency(tasks: readonly Task[], ctx: GroupContext): TaskGroup[] {
  const { name, date } = dayWords(ctx.today, ctx);
  const late = tasks.filter(({ due }) => due !== null && isPast(due, ctx));
  const rest = tasks.filter((task) => !late.includes(task));
  const groups: TaskGroup[] = [
    { id: 'overdue', heading: { name: 'Overdue', tone: 'overdue', count: late.length }, tasks: late },
    { id: 'today', heading: { name, date, count: rest.length }, tasks: rest },
  ];
  return groups.filter((group) => group.tasks.length > 0);
}

function byDay(tasks: readonly Task[], ctx: GroupContext, dayOf: (task: Task) => string | null): TaskGroup[] {
  const groups = new Map<string, TaskGroup>();
  for (const task of tasks) {
    const day = dayOf(task) ?? 'none';
    const heading: DayHeadingProps = day === 'none' ? { name: 'No date' } : dayWords(day, ctx);
    const group = groups.get(day) ?? { id: day, heading, tasks: [] };
    group.tasks.push(task);
    groups.set(day, group);
  }
  return [...groups.values()].sort((a, b) => sign(a.tasks, b.tasks, tasks));
}

// A row that lingers or was just added stands wherever; its group stands where its first row is.
function sign(a: readonly Task[], b: readonly Task[], all: readonly Task[]): number {
  const first = (group: readonly Task[]) => (group[0] ? all.indexOf(group[0]) : 0);
  return first(a) - first(b);
}

/** Whether a due has passed: a time when it is over, a date when its day is. */
export function isPast(due: Due, { today, nowMs, zone }: Pick<GroupContext, 'today' | 'nowMs' | 'zone'>): boolean {
  return due.kind === 'date' ? due.date < today : dueEpochMs(due, zone) < nowMs;
}

/** The user's calendar date a due falls on. */
export function dueDate(due: Due, zone: string): string {
  return due.kind === 'date' ? due.date : localDateAt(dueEpochMs(due, zone), zone);
}

/** The same due on another day: what has a time keeps it. */
export function onDay(due: Due | null, date: string): Due {
  if (!due || due.kind === 'date') return { kind: 'date', date };
  return { ...due, local: `${date}T${due.local.slice(11)}` };
}
