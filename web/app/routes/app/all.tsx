import { loadView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/all';

export const meta: Route.MetaFunction = () => [{ title: 'All tasks · Carillon' }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;
export const loader = (args: Route.LoaderArgs) => loadView(args, { parent: 'none' });

const view: View = {
  kind: 'all',
  key: 'all',
  title: 'All tasks',
  grouping: 'list',
  draft: {},
  canReorder: false,
  canAdd: true,
  showsList: false,
};

export default function AllPage({ loaderData }: Route.ComponentProps) {
  return <TaskView view={view} data={loaderData} />;
}
