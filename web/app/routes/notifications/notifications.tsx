import { CheckCheck, MailCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useNavigation, useSearchParams } from 'react-router';
import { NotificationsQuerySchema } from '#core/query/reminders-query.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { NothingRang } from '#web/app/notifications/bell-panel.tsx';
import { isUnread, unreadCount } from '#web/app/notifications/bell-state.ts';
import { countWords } from '#web/app/notifications/count-words.ts';
import { groupFirings } from '#web/app/notifications/group-firings.ts';
import { NotificationItem } from '#web/app/notifications/notification-item.tsx';
import { resolveRung, useBell } from '#web/app/notifications/use-bell.ts';
import { useFiringActions } from '#web/app/notifications/use-firing-actions.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { ButtonLink } from '#web/app/ui/parts/button-link.tsx';
import { EmptyState } from '#web/app/ui/parts/empty-state.tsx';
import { IconButton } from '#web/app/ui/parts/icon-button.tsx';
import { Pagination } from '#web/app/ui/parts/pagination.tsx';
import { SegmentedControl } from '#web/app/ui/parts/segmented-control.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import { DayHeading } from '#web/app/ui/task/day-heading.tsx';
import type { Route } from './+types/notifications.ts';
import styles from './notifications.module.css';

export const meta = () => [{ title: 'Notifications · Carillon' }];

const PER_PAGE = '30';

export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  const { services } = requireSignedIn(context, request);
  const search = new URL(request.url).searchParams;
  // An address with a slip in it shows the first page of everything.
  const asked = NotificationsQuerySchema.safeParse({
    page: search.get('page') ?? undefined,
    unread: search.get('unread') ?? undefined,
    per_page: PER_PAGE,
  });
  const query = asked.data ?? NotificationsQuerySchema.parse({ per_page: PER_PAGE });
  const page = await services.listNotifications(query);
  const tasks = await services.listRungTasks(page.notifications.map(({ taskId }) => taskId));
  return { page, tasks, isUnreadOnly: query.unread === true };
});

/** Everything that rang, newest first, and what can still be done about it. */
export default function Notifications({ loaderData }: Route.ComponentProps) {
  const { page: loaded, tasks, isUnreadOnly } = loaderData;
  const { overview, tasks: state, today } = useWorkspace();
  const { locale, zone } = overview.settings;
  const bell = useBell();
  const { noticeAll } = useFiringActions();
  const [search, setSearch] = useSearchParams();
  const isLoading = useNavigation().location?.pathname === '/notifications';
  const taskOf = new Map(tasks.map((task) => [task.id, task]));
  const days = useMemo(() => {
    // The bell may know more of them by now.
    const known = loaded.notifications.map((firing) => newest(firing, bell.firings.get(firing.id)));
    return groupFirings(known, { today, locale, zone });
  }, [loaded, bell, today, locale, zone]);
  const unread = countWords(unreadCount(bell));
  return (
    <>
      <PageHeader
        title="Notifications"
        meta={unread !== null ? `${unread} unread` : loaded.notifications.length > 0 ? 'all read' : null}
        actions={
          unread === null ? null : (
            <IconButton label="Mark all as read" icon={<CheckCheck aria-hidden="true" />} onPress={noticeAll} />
          )
        }
      >
        <div>
          <SegmentedControl
            label="Which notifications"
            segments={[
              { value: 'all', label: 'All' },
              { value: 'unread', label: 'Unread' },
            ]}
            value={isUnreadOnly ? 'unread' : 'all'}
            onChange={(next) => setSearch(next === 'unread' ? { unread: 'true' } : {})}
          />
        </div>
      </PageHeader>
      <div className={styles.days} data-loading={isLoading || undefined}>
        {days.map(({ date, heading, firings }) => (
          <section key={date} aria-label={`${heading.name}, ${heading.date}`}>
            <h2 className={styles.day}>
              <DayHeading {...heading} />
            </h2>
            <ul className={styles.list}>
              {firings.map((firing) => (
                <li key={firing.id}>
                  <NotificationItem
                    firing={firing}
                    task={resolveRung(taskOf.get(firing.taskId) ?? null, state, firing.taskId)}
                    isUnread={isUnread(bell, firing)}
                    isUnderDay
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {days.length === 0 ? <Nothing isFiltered={isUnreadOnly} isBeyond={loaded.page > 1} /> : null}
      </div>
      <Pagination
        label="Pages of the notifications"
        page={loaded.page}
        pageCount={Math.ceil(loaded.total / loaded.perPage)}
        hrefFor={(wanted) => hrefFor(search, wanted)}
      />
    </>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} isInShell />;
}

function Nothing({ isFiltered, isBeyond }: { isFiltered: boolean; isBeyond: boolean }) {
  if (!isFiltered && !isBeyond) return <NothingRang />;
  return (
    <EmptyState
      icon={<MailCheck />}
      title={isBeyond ? 'There is no more' : 'You have read everything'}
      action={<ButtonLink href="/notifications">Show all notifications</ButtonLink>}
    >
      Notifications are kept for 90 days.
    </EmptyState>
  );
}

function newest(loaded: Firing, known: Firing | undefined): Firing {
  return known && known.version > loaded.version ? known : loaded;
}

function hrefFor(search: URLSearchParams, page: number): string {
  const next = new URLSearchParams(search);
  next.delete('task');
  if (page === 1) next.delete('page');
  else next.set('page', String(page));
  return `/notifications?${next}`;
}
