import { INBOX_ID } from '#core/ids.ts';
import { loadView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/inbox';

export const meta: Route.MetaFunction = () => [{ title: 'Inbox · Carillon' }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;
export const loader = (args: Route.LoaderArgs) => loadView(args, { list: INBOX_ID, parent: 'none' });

const view: View = {
  kind: 'inbox',
  key: 'inbox',
  title: 'Inbox',
  grouping: 'none',
  draft: { listId: INBOX_ID },
  canReorder: true,
  canAdd: true,
  showsList: false,
};

export default function InboxPage({ loaderData }: Route.ComponentProps) {
  return <TaskView view={view} data={loaderData} />;
}
