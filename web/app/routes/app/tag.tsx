import { AppError } from '#core/errors.ts';
import { normaliseTag, TagSchema } from '#core/tag/tag.ts';
import { guarded } from '#web/app/errors/guarded.ts';
import { problemResponse } from '#web/app/errors/problem-response.ts';
import { loadView } from '#web/app/tasks/load-view.ts';
import { shouldRevalidateView } from '#web/app/tasks/should-revalidate-view.ts';
import { TaskView } from '#web/app/tasks/task-view.tsx';
import type { View } from '#web/app/tasks/view.ts';
import type { Route } from './+types/tag';

export const meta: Route.MetaFunction = ({ loaderData }) => [{ title: `#${loaderData?.tag ?? 'tag'} · Carillon` }];
export { ViewError as ErrorBoundary } from '#web/app/tasks/view-error.tsx';
export const shouldRevalidate = shouldRevalidateView;

export const loader = guarded(async (args: Route.LoaderArgs) => {
  const tag = TagSchema.safeParse(normaliseTag(args.params.tag));
  if (!tag.success) throw problemResponse(args.context, new AppError('not_found', 'There is no such tag.'));
  return { ...(await loadView(args, { tag: tag.data })), tag: tag.data };
});

export default function TagPage({ loaderData }: Route.ComponentProps) {
  const { tag } = loaderData;
  const view: View = {
    kind: 'tag',
    key: `tag:${tag}`,
    title: `#${tag}`,
    grouping: 'none',
    draft: { tags: [tag] },
    canReorder: false,
    canAdd: true,
    showsList: true,
  };
  return <TaskView view={view} data={loaderData} />;
}
