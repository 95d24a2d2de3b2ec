import type { z } from 'zod';
import { toEpochMs } from '#core/instant.ts';
import { type TaskQueryInput, TaskQuerySchema } from '#core/query/task-query.ts';
import { addDays, localDateAt, localTimeAt } from '#core/time/local.ts';
import type { overviewTool } from '#core/tools/overview.ts';
import { showPage } from './show-tasks.ts';
import type { ToolContext } from './tool-context.ts';

const MAX_REMINDERS = 20;
type Output = z.output<typeof overviewTool.output>;

export async function showOverview(
  input: z.output<typeof overviewTool.input>,
  { user, effects }: ToolContext,
): Promise<Output> {
  const [{ settings, lists }, tags, ahead] = await Promise.all([
    user.getOverview(),
    user.listTags(''),
    user.listUpcomingReminders(MAX_REMINDERS),
  ]);
  const { zone } = settings;
  const nowMs = toEpochMs(effects.now());
  const today = localDateAt(nowMs, zone);
  const day = input.day ?? today;
  const list = (query: TaskQueryInput) => user.listTasks(TaskQuerySchema.parse({ sort: 'due', ...query }));
  const [due, overdue] = await Promise.all([
    list({ due_after: day, due_before: addDays(day, 1) }),
    day === today ? list({ overdue: 'true' }) : null,
  ]);
  const names = new Map(lists.map(({ id, name }) => [id, name]));
  const nameOf = (listId: string) => names.get(listId) ?? '';
  // What was due earlier today stands among the overdue ones already.
  const late = new Set((overdue?.tasks ?? []).map(({ id }) => id));
  return {
    now: `${today}T${localTimeAt(nowMs, zone)}`,
    zone,
    day,
    overdue: overdue === null ? [] : showPage(overdue, nameOf),
    due: showPage(due, nameOf).filter(({ id }) => !late.has(id)),
    counts: { overdue: overdue?.total ?? 0, due: due.total },
    reminders: ahead.reminders.flatMap(({ taskId, title, reminder }) => {
      return reminder.ringsAt === null ? [] : [{ taskId, title, reminder: reminder.id, ringsAt: reminder.ringsAt }];
    }),
    lists: lists.map(({ id, name, openCount, archivedAt }) => {
      return { id, name, open: openCount, isArchived: archivedAt !== null };
    }),
    tags: tags.map(({ tag, count }) => ({ tag, open: count })),
  };
}
