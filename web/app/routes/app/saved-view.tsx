import { AppError } from '#core/errors.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { problemResponse } from '#web/app/errors/problem-response.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { loadView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import { useMeaning } from '#web/app/views/use-meaning.ts';
import type { Route } from './+types/saved-view';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.saved.name ?? 'View'} · Carillon` },
];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;

export const loader = guarded(async (args: Route.LoaderArgs) => {
  const { services } = requireSignedIn(args.context, args.request);
  const saved = (await services.listViews()).find(({ id }) => id === args.params.viewId);
  if (!saved)
    throw problemResponse(args.context, new AppError('not_found', 'There is no view here. It may have been deleted.'));
  return { ...(await loadView(args, {}, saved)), saved };
});

export default function SavedViewPage({ loaderData }: Route.ComponentProps) {
  const { views } = useWorkspace();
  const saved = views.find(({ id }) => id === loaderData.saved.id) ?? loaderData.saved;
  const view: View = {
    kind: 'saved',
    key: `view:${saved.id}`,
    title: saved.name,
    grouping: 'none',
    draft: {},
    canReorder: false,
    canAdd: false,
    saved,
    showsList: true,
  };
  return <TaskView view={view} data={loaderData} note={useMeaning(saved.query)} />;
}
