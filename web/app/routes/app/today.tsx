import { dueWithin, loadProjectedView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/today';

export const meta: Route.MetaFunction = () => [{ title: 'Today · Carillon' }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;
export const loader = (args: Route.LoaderArgs) =>
  loadProjectedView(args, 1, (today) => ({ sort: 'due', ...dueWithin(today, null, 1) }));

const view: View = {
  kind: 'today',
  key: 'today',
  title: 'Today',
  grouping: 'due',
  draft: {},
  canReorder: false,
  canAdd: true,
  showsList: true,
};

export default function TodayPage({ loaderData }: Route.ComponentProps) {
  return <TaskView view={view} data={loaderData} projected={loaderData.projected} />;
}
