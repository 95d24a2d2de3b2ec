import { History } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigation, useSearchParams } from 'react-router';
import { AppError } from '#core/errors.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { ButtonLink } from '#web/app/ui/parts/button-link.tsx';
import { EmptyState } from '#web/app/ui/parts/empty-state.tsx';
import { Pagination } from '#web/app/ui/parts/pagination.tsx';
import { VisuallyHidden } from '#web/app/ui/parts/visually-hidden.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import { DayHeading } from '#web/app/ui/task/day-heading.tsx';
import type { Route } from './+types/activity.ts';
import styles from './activity.module.css';
import { ActivityEntry } from './activity-entry.tsx';
import { ActivityFilters } from './activity-filters.tsx';
import { groupActivity } from './group-activity.ts';
import { readActivityQuery } from './read-activity-query.ts';
import { useActivityContext } from './use-activity-context.ts';
import { useUndo } from './use-undo.ts';

export const meta = () => [{ title: 'Activity · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  const { services } = requireSignedIn(context, request);
  const query = readActivityQuery(new URL(request.url).searchParams);
  const [page, taskTitle] = await Promise.all([
    services.listActivity(query),
    query.task ? titleOf(services, query.task) : null,
  ]);
  return { page, query, taskTitle };
});

/** What happened, newest first, and the way back from it. */
export default function Activity({ loaderData: { page: history, query, taskTitle } }: Route.ComponentProps) {
  const { events, total, page, perPage } = history;
  const { today } = useWorkspace();
  const ctx = useActivityContext();
  const undo = useUndo();
  const [search] = useSearchParams();
  const days = useMemo(() => groupActivity(events, ctx), [events, ctx]);
  const isFiltered =
    query.task !== undefined ||
    query.type.length > 0 ||
    query.actor !== undefined ||
    query.from !== undefined ||
    query.to !== undefined;
  const isLoading = useNavigation().location?.pathname === '/activity';
  return (
    <>
      <PageHeader title="Activity" meta={total === 1 ? '1 change' : `${total.toLocaleString(ctx.locale)} changes`}>
        <ActivityFilters query={query} taskTitle={taskTitle} today={today} />
      </PageHeader>
      <div role="status">
        <VisuallyHidden>{undo.outcome?.text ?? ''}</VisuallyHidden>
      </div>
      <div className={styles.days} data-loading={isLoading || undefined}>
        {days.map(({ date, heading, actions }) => (
          <section key={date} aria-label={`${heading.name}, ${heading.date}`}>
            <h2 className={styles.day}>
              <DayHeading {...heading} />
            </h2>
            <ul className={styles.actions}>
              {actions.map((action) => (
                <ActivityEntry key={action.correlationId} action={action} ctx={ctx} undo={undo} isUnderDay />
              ))}
            </ul>
          </section>
        ))}
        {days.length === 0 ? <NothingHappened isFiltered={isFiltered} isBeyond={total > 0} /> : null}
      </div>
      <Pagination
        label="Pages of the history"
        page={page}
        pageCount={Math.ceil(total / perPage)}
        hrefFor={(wanted) => hrefFor(search, wanted)}
      />
    </>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}

function NothingHappened({ isFiltered, isBeyond }: { isFiltered: boolean; isBeyond: boolean }) {
  if (!isFiltered && !isBeyond) {
    return (
      <EmptyState icon={<History />} title="Nothing has happened yet">
        Whatever you change stands here, from what to what, with a way back.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<History />}
      title={isBeyond ? 'The history ends before this page' : 'Nothing fits'}
      action={<ButtonLink href="/activity">Show everything</ButtonLink>}
    >
      {isBeyond ? 'History is kept for 90 days.' : 'No change matches these filters. History is kept for 90 days.'}
    </EmptyState>
  );
}

function hrefFor(search: URLSearchParams, page: number): string {
  const next = new URLSearchParams(search);
  if (page === 1) next.delete('page');
  else next.set('page', String(page));
  return `/activity?${next}`;
}

/** The title of the task the history is narrowed to; null when it has been erased since. */
async function titleOf(
  services: { getTask: (id: string) => Promise<{ title: string }> },
  taskId: string,
): Promise<string | null> {
  try {
    return (await services.getTask(taskId)).title;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
