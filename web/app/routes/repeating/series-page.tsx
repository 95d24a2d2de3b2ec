import { AppError } from '#core/errors.ts';
import { SeriesIdSchema } from '#core/ids.ts';
import { TaskQuerySchema } from '#core/query/task-query.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { shownSeries } from '#web/app/commands/shown-series.ts';
import { resolveTask } from '#web/app/commands/task-state.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { problemResponse } from '#web/app/errors/problem-response.ts';
import { SeriesActions } from '#web/app/repeat/series-actions.tsx';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import type { Route } from './+types/series-page.ts';
import { ContentSection } from './content-section.tsx';
import { DatesSection } from './dates-section.tsx';
import { HistorySection } from './history-section.tsx';
import { ScheduleSection } from './schedule-section.tsx';
import styles from './series-page.module.css';
import { statusWords } from './status-words.ts';

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.view.task?.title ?? 'A series'} · Carillon` },
];

const SHOWN_DATES = 10;

export const loader = guarded(async ({ context, request, params }: Route.LoaderArgs) => {
  const { services } = requireSignedIn(context, request);
  const id = SeriesIdSchema.safeParse(params.seriesId);
  if (!id.success) {
    throw problemResponse(context, new AppError('not_found', 'There is no series here.'));
  }
  const history = TaskQuerySchema.parse({ series: id.data, status: 'any', sort: 'created', per_page: '20' });
  const [view, made, dates] = await Promise.all([
    services.getSeries(id.data),
    services.listTasks(history),
    services.listOccurrences(id.data, { count: SHOWN_DATES }),
  ]);
  return { view, page: made, dates };
});

/** One series: how it repeats, what it says, what comes and what came of it. */
export default function SeriesPage({ loaderData: { view, page, dates } }: Route.ComponentProps) {
  const { tasks: state } = useWorkspace();
  const series = shownSeries(state, view.series);
  const task = view.task && resolveTask(state, view.task);
  const title = task?.title ?? 'A task that is gone';
  const isCurrentOpen = task !== null && task.status === 'open' && task.deletedAt === null;
  return (
    <>
      <PageHeader title={title} meta={`${statusWords[series.status]} · ${view.done} of ${view.made} done`}>
        <SeriesActions series={{ id: series.id, status: series.status, title }} canSkip={isCurrentOpen} />
      </PageHeader>
      <div className={styles.sections}>
        <ScheduleSection view={{ ...view, series }} title={title} />
        <DatesSection series={series} title={title} dates={dates} seq={page.seq} />
        {task ? <ContentSection key={task.version} series={series} task={task} /> : null}
        <HistorySection page={page} currentId={series.current.taskId} />
      </div>
    </>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}
