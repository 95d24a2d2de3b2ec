import { AppError } from '#core/errors.ts';
import { ListIdSchema } from '#core/ids.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { problemResponse } from '#web/app/errors/problem-response.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { loadView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/list';

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `${loaderData?.name ?? 'List'} · Carillon` }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;

export const loader = guarded(async (args: Route.LoaderArgs) => {
  const { services } = requireSignedIn(args.context, args.request);
  const id = ListIdSchema.safeParse(args.params.listId);
  const list = id.success ? (await services.listLists()).find((each) => each.id === id.data) : undefined;
  if (!list)
    throw problemResponse(args.context, new AppError('not_found', 'There is no list here. It may have been deleted.'));
  return { ...(await loadView(args, { list: list.id, parent: 'none' })), listId: list.id, name: list.name };
});

export default function ListPage({ loaderData }: Route.ComponentProps) {
  const { lists } = useWorkspace();
  const list = lists.find(({ id }) => id === loaderData.listId);
  const isArchived = (list?.archivedAt ?? null) !== null;
  const view: View = {
    kind: 'list',
    key: `list:${loaderData.listId}`,
    title: list?.name ?? loaderData.name,
    grouping: 'none',
    draft: { listId: loaderData.listId },
    canReorder: !isArchived,
    canAdd: !isArchived,
    showsList: false,
  };
  return (
    <TaskView view={view} data={loaderData} note={isArchived ? 'Archived: nothing can be added here.' : undefined} />
  );
}
