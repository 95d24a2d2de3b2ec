import { dueWithin, loadProjectedView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import { UPCOMING_DAYS, type View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/upcoming';

export const meta: Route.MetaFunction = () => [{ title: 'Upcoming · Carillon' }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;
export const loader = (args: Route.LoaderArgs) =>
  loadProjectedView(args, UPCOMING_DAYS, (today) => ({ sort: 'due', ...dueWithin(today, 0, UPCOMING_DAYS) }));

const view: View = {
  kind: 'upcoming',
  key: 'upcoming',
  title: 'Upcoming',
  grouping: 'day',
  draft: {},
  canReorder: false,
  canAdd: true,
  showsList: true,
};

export default function UpcomingPage({ loaderData }: Route.ComponentProps) {
  return <TaskView view={view} data={loaderData} projected={loaderData.projected} />;
}
