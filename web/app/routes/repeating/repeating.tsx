import { Plus, Repeat } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { SeriesListQuerySchema } from '#core/query/series-query.ts';
import { SERIES_STATUSES } from '#core/series/series.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { LazyAddSeriesDialog } from '#web/app/repeat/lazy-add-series-dialog.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { ButtonLink } from '#web/app/ui/parts/button-link.tsx';
import { EmptyState } from '#web/app/ui/parts/empty-state.tsx';
import { Pagination } from '#web/app/ui/parts/pagination.tsx';
import { SegmentedControl } from '#web/app/ui/parts/segmented-control.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import type { Route } from './+types/repeating.ts';
import styles from './repeating.module.css';
import { SeriesRow } from './series-row.tsx';
import { statusWords } from './status-words.ts';

export const meta = () => [{ title: 'Repeating · Carillon' }];

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  const { services } = requireSignedIn(context, request);
  const params = new URL(request.url).searchParams;
  // What makes no sense in the address is left out.
  const read = SeriesListQuerySchema.safeParse({
    status: params.get('status') ?? undefined,
    page: params.get('page') ?? undefined,
  });
  const query = read.success ? read.data : SeriesListQuerySchema.parse({});
  return { page: await services.listSeries(query), status: query.status ?? null };
});

/** Everything that repeats, or did. */
export default function Repeating({ loaderData: { page: list, status } }: Route.ComponentProps) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [isCreating, setCreating] = useState(false);
  const { series, total, page, perPage } = list;
  return (
    <>
      <PageHeader
        title="Repeating"
        meta={total > 0 ? String(total) : undefined}
        actions={
          <Button
            size="small"
            icon={<Plus aria-hidden="true" />}
            aria-label="New repeating task"
            onPress={() => setCreating(true)}
          >
            New
          </Button>
        }
      >
        {total > 0 || status !== null ? (
          <div className={styles.filter}>
            <SegmentedControl
              label="Which ones"
              segments={[
                { value: 'any', label: 'All' },
                ...SERIES_STATUSES.map((value) => ({ value, label: statusWords[value] })),
              ]}
              value={status ?? 'any'}
              onChange={(next) =>
                void navigate(next === 'any' ? '/repeating' : `/repeating?status=${next}`, { replace: true })
              }
            />
          </div>
        ) : null}
      </PageHeader>
      {series.length > 0 ? (
        <ul className={styles.list}>
          {series.map((view) => (
            <SeriesRow key={view.series.id} view={view} />
          ))}
        </ul>
      ) : status === null && page === 1 ? (
        <EmptyState
          icon={<Repeat aria-hidden="true" />}
          title="Nothing repeats yet"
          action={<Button onPress={() => setCreating(true)}>Make a repeating task</Button>}
        >
          What comes again, every weekday or on the last Friday of the month, stands here with its next date.
        </EmptyState>
      ) : (
        <EmptyState
          icon={<Repeat aria-hidden="true" />}
          title="None of them here"
          action={<ButtonLink href="/repeating">Show all</ButtonLink>}
        />
      )}
      <Pagination
        label="Pages of what repeats"
        page={page}
        pageCount={Math.ceil(total / perPage)}
        hrefFor={(wanted) => {
          const next = new URLSearchParams(params);
          next.set('page', String(wanted));
          return `/repeating?${next}`;
        }}
      />
      {isCreating ? <LazyAddSeriesDialog onClose={() => setCreating(false)} /> : null}
    </>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}
