import { loadView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/completed';

export const meta: Route.MetaFunction = () => [{ title: 'Completed · Carillon' }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;
export const loader = (args: Route.LoaderArgs) => loadView(args, { status: 'completed', sort: 'completed' });

const view: View = {
  kind: 'completed',
  key: 'completed',
  title: 'Completed',
  grouping: 'completed',
  draft: {},
  canReorder: false,
  canAdd: false,
  showsList: true,
};

export default function CompletedPage({ loaderData }: Route.ComponentProps) {
  return <TaskView view={view} data={loaderData} />;
}
