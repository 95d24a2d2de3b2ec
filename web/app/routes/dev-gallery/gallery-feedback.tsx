import { Check, CloudOff, Pencil, Plus, Sparkles } from 'lucide-react';
import { ActivityItem } from '#web/app/ui/activity/activity-item.tsx';
import { DiffView } from '#web/app/ui/activity/diff-view.tsx';
import { Banner } from '#web/app/ui/parts/banner.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { EmptyState } from '#web/app/ui/parts/empty-state.tsx';
import { ErrorState } from '#web/app/ui/parts/error-state.tsx';
import { Kbd } from '#web/app/ui/parts/kbd.tsx';
import { LoadMore } from '#web/app/ui/parts/load-more.tsx';
import { Pagination } from '#web/app/ui/parts/pagination.tsx';
import { TaskListSkeleton } from '#web/app/ui/task/task-row-skeleton.tsx';
import { ReminderToast } from '#web/app/ui/toast/reminder-toast.tsx';
import { ToastCard } from '#web/app/ui/toast/toast-region.tsx';
import { Specimen } from './specimen.tsx';

const nothing = () => {};

export function GalleryFeedback({ theme }: { theme: string }) {
  return (
    <>
      <Specimen name="Toasts" isWide>
        <ToastCard
          toast={{
            id: 1,
            message: '“Call the bell founder” completed',
            action: { label: 'Undo', keys: 'Mod+z', run: nothing },
          }}
          onClose={nothing}
        />
        <ToastCard
          toast={{ id: 2, tone: 'danger', message: 'Not saved: the task was changed elsewhere. It is back as it was.' }}
          onClose={nothing}
        />
      </Specimen>
      <Specimen name="Reminder toast" isWide>
        <ReminderToast
          title="Call the bell founder about the crack in the great bell"
          facts="Due today 15:00 · 12 minutes late"
          time="just now"
          actions={
            <>
              <Button size="small" icon={<Check aria-hidden="true" />}>
                Done
              </Button>
              <Button variant="quiet" size="small">
                Snooze
              </Button>
              <Button variant="quiet" size="small">
                Open
              </Button>
            </>
          }
          onDismiss={nothing}
        />
      </Specimen>
      <Specimen name="Banners" isWide>
        <Banner icon={<CloudOff aria-hidden="true" />}>
          Offline. You see what was there at 14:02; changes wait until you are back.
        </Banner>
        <Banner tone="warning">Reconnecting…</Banner>
        <Banner tone="danger">This demo account is deleted at midnight.</Banner>
      </Specimen>
      <Specimen name="Activity" isWide>
        <ol>
          <ActivityItem
            icon={<Pencil />}
            actor="You"
            action="changed"
            subject={<a href="#task">Call the bell founder</a>}
            time={{ text: '5 min ago', full: 'Saturday 21 November 2026, 14:00', iso: '2026-11-21T13:00:00Z' }}
          >
            <DiffView
              field="Title"
              isText
              before="Call the bell founder on Monday"
              after="Call the old bell founder on Tuesday"
            />
            <DiffView field="Due" before="Mon 23 Nov" after="Tue 24 Nov 10:00" />
            <DiffView field="Priority" before="" after="High" />
          </ActivityItem>
          <ActivityItem
            icon={<Check />}
            actor="API token “laptop”"
            action="completed"
            subject={<a href="#task">Order new ropes</a>}
            time={{ text: '11:42', full: 'Saturday 21 November 2026, 11:42', iso: '2026-11-21T10:42:00Z' }}
          />
          <ActivityItem
            icon={<Plus />}
            actor="You"
            action="added"
            subject={<a href="#task">Order new ropes</a>}
            time={{ text: 'Yesterday 18:20', full: 'Friday 20 November 2026, 18:20', iso: '2026-11-20T17:20:00Z' }}
          />
        </ol>
        <Pagination label={`Activity pages, ${theme}`} page={2} pageCount={7} hrefFor={(page) => `?page=${page}`} />
      </Specimen>
      <Specimen name="Loading" isWide>
        <TaskListSkeleton rows={4} />
        <LoadMore shown={50} total={212} noun="tasks" onMore={nothing} />
      </Specimen>
      <Specimen name="Empty" isWide>
        <EmptyState
          icon={<Sparkles />}
          title="Nothing due today"
          action={
            <Button variant="primary" icon={<Plus aria-hidden="true" />}>
              Add a task
            </Button>
          }
        >
          Press <Kbd keys="c" /> anywhere to write one down.
        </EmptyState>
      </Specimen>
      <Specimen name="Error" isWide>
        <ErrorState title="The list could not be loaded" requestId="req_01kan0v7x5e8qbz2m3n4p5q6r7" onRetry={nothing}>
          Your tasks are safe. The server did not answer; try again in a moment.
        </ErrorState>
      </Specimen>
    </>
  );
}
