import { loadView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/overdue';

export const meta: Route.MetaFunction = () => [{ title: 'Overdue · Carillon' }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;
export const loader = (args: Route.LoaderArgs) => loadView(args, { overdue: 'true', sort: 'due' });

const view: View = {
  kind: 'overdue',
  key: 'overdue',
  title: 'Overdue',
  grouping: 'day',
  draft: {},
  canReorder: false,
  canAdd: false,
  showsList: true,
};

export default function OverduePage({ loaderData }: Route.ComponentProps) {
  return <TaskView view={view} data={loaderData} />;
}
