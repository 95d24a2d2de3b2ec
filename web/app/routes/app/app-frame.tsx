import { useRef, useState } from 'react';
import { Outlet, type ShouldRevalidateFunctionArgs } from 'react-router';
import { AppError } from '#core/errors.ts';
import { TaskIdSchema } from '#core/ids.ts';
import { TaskQuerySchema } from '#core/query/task-query.ts';
import { requireSignedIn } from '#web/app/auth/require-signed-in.ts';
import { LazyChatPanel } from '#web/app/chat/lazy-chat-panel.tsx';
import { useChatPanel } from '#web/app/chat/use-chat-panel.ts';
import { ErrorPage } from '#web/app/errors/error-page.tsx';
import { guarded } from '#web/app/errors/guarded.ts';
import { BellButton } from '#web/app/notifications/bell-button.tsx';
import { ReminderToasts } from '#web/app/notifications/reminder-toasts.tsx';
import { TitleCount } from '#web/app/notifications/title-count.tsx';
import { AppBottomBar } from '#web/app/shell/app-bottom-bar.tsx';
import { AppKeys } from '#web/app/shell/app-keys.tsx';
import { AppSidebar } from '#web/app/shell/app-sidebar.tsx';
import { ConnectionBanner } from '#web/app/shell/connection-banner.tsx';
import { PendingPage } from '#web/app/shell/pending-page.tsx';
import { type ShellActions, ShellActionsContext } from '#web/app/shell/shell-actions.tsx';
import { useSidebarSetting } from '#web/app/shell/sidebar-setting.ts';
import { useOfflineGuard } from '#web/app/shell/use-offline-guard.ts';
import { usePendingPage } from '#web/app/shell/use-pending-page.ts';
import { useScrollMemory } from '#web/app/shell/use-scroll-memory.ts';
import { useWorkspace } from '#web/app/shell/workspace.tsx';
import { ZoneBanner } from '#web/app/shell/zone-banner.tsx';
import { TaskDetail } from '#web/app/tasks/detail/task-detail.tsx';
import { TaskActionsProvider } from '#web/app/tasks/task-actions.tsx';
import { useOpenTask } from '#web/app/tasks/use-open-task.ts';
import { VisuallyHidden } from '#web/app/ui/parts/visually-hidden.tsx';
import { AppShell } from '#web/app/ui/shell/app-shell.tsx';
import { PageHeaderEndContext } from '#web/app/ui/shell/page-header.tsx';
import { ToastRegion } from '#web/app/ui/toast/toast-region.tsx';
import type { Route } from './+types/app-frame';

/** The open task, when the address names one. A task that is gone is an answer too: the panel says so. */
export const loader = guarded(async ({ context, request }: Route.LoaderArgs) => {
  const { services } = requireSignedIn(context, request);
  const id = TaskIdSchema.safeParse(new URL(request.url).searchParams.get('task'));
  if (!id.success) return { detail: null };
  const query = TaskQuerySchema.parse({ parent: id.data, status: 'any', per_page: '200' });
  const [task, subtasks] = await Promise.all([orNull(services.getTask(id.data)), services.listTasks(query)]);
  const [parent, series] = await Promise.all([
    task?.parentId ? orNull(services.getTask(task.parentId)) : null,
    task?.series ? orNull(services.getSeries(task.series.id)) : null,
  ]);
  return { detail: { id: id.data, task, parent, subtasks: subtasks.tasks, series } };
});

/** A closed panel needs no server, and offline the panel shows what the row knows. */
export async function clientLoader({ request, serverLoader }: Route.ClientLoaderArgs) {
  const isOpen = new URL(request.url).searchParams.has('task');
  return isOpen && navigator.onLine ? await serverLoader() : { detail: null };
}

async function orNull<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}

/** Only another open task, or something that happened, changes what is loaded here. */
export function shouldRevalidate({ currentUrl, nextUrl, formAction }: ShouldRevalidateFunctionArgs) {
  if (currentUrl.href === nextUrl.href || formAction !== undefined) return true;
  return currentUrl.searchParams.get('task') !== nextUrl.searchParams.get('task');
}

/** The frame of every signed-in page, with the open task beside it. */
export default function AppFrame({ loaderData }: Route.ComponentProps) {
  const { toasts, announcement } = useWorkspace();
  const [isCollapsed, setCollapsed] = useSidebarSetting();
  const { openId, open } = useOpenTask();
  const page = useRef<ShellActions | null>(null);
  const pending = usePendingPage();
  const chat = useChatPanel();
  const [openBell, setOpenBell] = useState<'sidebar' | 'header' | null>(null);
  useScrollMemory();
  useOfflineGuard();
  const closeDetail = () => {
    const taskId = openId;
    open(null);
    // Focus goes back to the row it came from.
    requestAnimationFrame(() => {
      const row = document.querySelector(`[role="row"][data-task-id="${CSS.escape(taskId ?? '')}"]`);
      if (row instanceof HTMLElement) row.focus();
    });
  };
  const bellIn = (place: 'sidebar' | 'header') => (
    <BellButton
      placement={place === 'sidebar' ? 'bottom start' : 'bottom end'}
      isOpen={openBell === place}
      onOpenChange={(isOpen) => setOpenBell(isOpen ? place : null)}
    />
  );
  // Without a sidebar, on a phone, the bell is in the head of the page.
  const showBell = () => setOpenBell(window.matchMedia('(width < 640px)').matches ? 'header' : 'sidebar');
  return (
    <ShellActionsContext value={page}>
      <TaskActionsProvider>
        <AppKeys
          page={page}
          openTask={loaderData.detail?.task ?? null}
          onCloseDetail={openId ? closeDetail : chat.close}
          onToggleChat={chat.toggle}
          onToggleSidebar={() => setCollapsed(!isCollapsed)}
          onOpenBell={showBell}
        />
        <AppShell
          isSidebarCollapsed={isCollapsed}
          sidebar={
            <AppSidebar
              isCollapsed={isCollapsed}
              onToggle={() => setCollapsed(!isCollapsed)}
              bell={bellIn('sidebar')}
            />
          }
          bottomBar={<AppBottomBar page={page} />}
          banner={
            <>
              <ConnectionBanner />
              <ZoneBanner />
            </>
          }
          detail={
            openId ? (
              <TaskDetail
                key={openId}
                taskId={openId}
                loaded={loaderData.detail?.id === openId ? loaderData.detail : null}
                onClose={closeDetail}
              />
            ) : chat.close ? (
              <LazyChatPanel onClose={chat.close} />
            ) : null
          }
          detailLabel={openId ? 'Task' : 'Chat'}
          onCloseDetail={openId ? closeDetail : (chat.close ?? closeDetail)}
        >
          <PageHeaderEndContext value={bellIn('header')}>
            {pending === null ? <Outlet /> : <PendingPage key={pending} pathname={pending} />}
          </PageHeaderEndContext>
        </AppShell>
        <TitleCount />
        <ReminderToasts onSeeAll={showBell} />
        <ToastRegion queue={toasts} />
        <VisuallyHidden>
          <span role="status">{announcement}</span>
        </VisuallyHidden>
      </TaskActionsProvider>
    </ShellActionsContext>
  );
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <ErrorPage error={error} />;
}
