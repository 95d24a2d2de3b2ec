import {
  Activity,
  CalendarDays,
  CalendarRange,
  CircleCheck,
  Ellipsis,
  Inbox,
  Layers,
  ListFilter,
  Menu as MenuIcon,
  Plus,
  Settings,
  Sun,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import type { Due } from '#core/task/due.ts';
import { DueField } from '#web/app/ui/due/due-field.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { IconButton } from '#web/app/ui/parts/icon-button.tsx';
import { Sheet } from '#web/app/ui/parts/sheet.tsx';
import { TagInput } from '#web/app/ui/parts/tag-input.tsx';
import { TextArea } from '#web/app/ui/parts/text-area.tsx';
import { AppShell } from '#web/app/ui/shell/app-shell.tsx';
import { BottomBar } from '#web/app/ui/shell/bottom-bar.tsx';
import { DetailField, DetailPanel, DetailSection } from '#web/app/ui/shell/detail-panel.tsx';
import { PageHeader } from '#web/app/ui/shell/page-header.tsx';
import { Sidebar, SidebarLink, SidebarSection } from '#web/app/ui/shell/sidebar.tsx';
import { ListDot } from '#web/app/ui/task/list-dot.tsx';
import { PriorityDial } from '#web/app/ui/task/priority-dial.tsx';
import { PriorityMenu } from '#web/app/ui/task/priority-menu.tsx';
import { priorityWords } from '#web/app/ui/task/priority-words.ts';
import { TaskCheckbox } from '#web/app/ui/task/task-checkbox.tsx';
import { TaskList } from '#web/app/ui/task/task-list.tsx';
import { useRowSelection } from '#web/app/ui/task/use-row-selection.ts';
import { ThemeToggle } from '#web/app/ui/theme/theme-toggle.tsx';
import { useSampleRows } from './gallery-tasks.tsx';
import { SampleQuickAdd } from './sample-quick-add.tsx';
import { sampleContext } from './sample-tasks.ts';

export const meta = () => [{ title: 'Today · Carillon' }];

const lists = ['Workshop', 'Parish', 'Concerts', 'Home'];

/** A whole page made of the parts, with nothing behind it. */
export default function DevGalleryApp() {
  const rows = useSampleRows();
  const [isCollapsed, setCollapsed] = useState(false);
  const [openId, setOpenId] = useState<string | null>('task_sample4');
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const selection = useRowSelection({
    ids: rows.map(({ task }) => task.id),
    selectedIds,
    onSelectionChange: setSelectedIds,
  });
  const [isMoreOpen, setMoreOpen] = useState(false);
  const navigation = (
    <>
      <SidebarSection>
        <SidebarLink to="/dev/gallery/inbox" icon={<Inbox />} label="Inbox" count={3} />
        <SidebarLink to="/dev/gallery/app" icon={<Sun />} label="Today" count={5} isUrgent />
        <SidebarLink to="/dev/gallery/upcoming" icon={<CalendarDays />} label="Upcoming" />
        <SidebarLink to="/dev/gallery/all" icon={<Layers />} label="All tasks" />
        <SidebarLink to="/dev/gallery/completed" icon={<CircleCheck />} label="Completed" />
        <SidebarLink to="/dev/gallery/trash" icon={<Trash2 />} label="Trash" />
      </SidebarSection>
      <SidebarSection heading="Lists" action={<IconButton label="New list" icon={<Plus aria-hidden="true" />} />}>
        {lists.map((name) => (
          <SidebarLink
            key={name}
            to={`/dev/gallery/list/${name}`}
            icon={<ListDot listId={`list_${name}`} />}
            label={name}
            count={name.length}
          />
        ))}
      </SidebarSection>
    </>
  );
  return (
    <AppShell
      isSidebarCollapsed={isCollapsed}
      sidebar={
        <Sidebar
          isCollapsed={isCollapsed}
          onOpen={() => undefined}
          onToggle={() => setCollapsed(!isCollapsed)}
          homeHref="/dev/gallery"
          footer={
            <ul>
              <SidebarLink to="/dev/gallery/activity" icon={<Activity />} label="Activity" />
              <SidebarLink to="/dev/gallery/settings" icon={<Settings />} label="Settings" />
            </ul>
          }
        >
          {navigation}
        </Sidebar>
      }
      bottomBar={
        <BottomBar
          links={[
            { to: '/dev/gallery/inbox', label: 'Inbox', icon: <Inbox /> },
            { to: '/dev/gallery/app', label: 'Today', icon: <Sun /> },
            { to: '/dev/gallery/upcoming', label: 'Upcoming', icon: <CalendarRange /> },
          ]}
          onAdd={() => {}}
          more={{ label: 'More', icon: <MenuIcon />, onPress: () => setMoreOpen(true) }}
        />
      }
      onCloseDetail={() => setOpenId(null)}
      detail={openId ? <SampleDetail onClose={() => setOpenId(null)} /> : null}
    >
      <PageHeader
        title="Today"
        meta="Sat 21 November"
        actions={
          <>
            <IconButton label="Filter" keys="f" icon={<ListFilter aria-hidden="true" />} />
            <IconButton label="More" icon={<Ellipsis aria-hidden="true" />} />
          </>
        }
      />
      <SampleQuickAdd />
      <TaskList
        label="Today"
        currentId={openId}
        onOpen={setOpenId}
        selection={selection}
        groups={[
          { id: 'overdue', heading: { name: 'Overdue', tone: 'overdue', count: 2 }, rows: rows.slice(0, 2) },
          { id: 'today', heading: { name: 'Today', date: 'Sat 21 November', count: 3 }, rows: rows.slice(2, 5) },
          { id: 'tomorrow', heading: { name: 'Tomorrow', date: 'Sun 22 November' }, rows: rows.slice(5, 6) },
          { id: 'rest', heading: { name: 'Friday', date: '27 November' }, rows: rows.slice(6) },
        ]}
      />
      <Sheet title="Carillon" side="bottom" isOpen={isMoreOpen} onClose={() => setMoreOpen(false)}>
        {navigation}
        <ThemeToggle />
      </Sheet>
    </AppShell>
  );
}

function SampleDetail({ onClose }: { onClose: () => void }) {
  const [due, setDue] = useState<Due | null>({ kind: 'date', date: '2026-11-21' });
  const [title, setTitle] = useState('Write the programme notes for Advent');
  const [priority, setPriority] = useState<'none' | 'low' | 'medium' | 'high' | 'urgent'>('medium');
  const subtasks = [
    'Ask Clara for the composers’ dates',
    'Translate the two carols',
    'Draft',
    'Proofread',
    'Send to the printer',
  ];
  return (
    <DetailPanel
      breadcrumb="Concerts"
      tools={<IconButton label="More" icon={<Ellipsis aria-hidden="true" />} />}
      onClose={onClose}
      checkbox={<TaskCheckbox title={title} priority={priority} isCompleted={false} />}
      title={<TextArea label="Title" isBare value={title} onChange={setTitle} />}
      fields={
        <>
          <DetailField label="Due">
            <DueField value={due} onChange={setDue} {...sampleContext} weekStart={1} zones={['Europe/Berlin', 'UTC']} />
          </DetailField>
          <DetailField label="Priority">
            <PriorityMenu
              value={priority}
              onChange={setPriority}
              trigger={
                <Button variant="quiet" icon={<PriorityDial priority={priority} />}>
                  {priorityWords[priority]}
                </Button>
              }
            />
          </DetailField>
          <DetailField label="List">
            <Button variant="quiet" icon={<ListDot listId="list_Concerts" />}>
              Concerts
            </Button>
          </DetailField>
          <DetailField label="Tags">
            <TagInput label="Tags" tags={['music', 'writing']} suggestions={[]} onAdd={() => {}} onRemove={() => {}} />
          </DetailField>
        </>
      }
      notes={
        <TextArea
          label="Notes"
          isBare
          placeholder="Notes"
          defaultValue={
            'One page, both languages. Clara has the dates of the composers; the printer needs it by Tuesday noon.'
          }
        />
      }
      footer={<span>Created 12 November, changed 5 min ago</span>}
    >
      <DetailSection title="Subtasks" meta="2/5">
        {subtasks.map((name, index) => (
          <div key={name} style={{ display: 'flex', alignItems: 'center', marginInlineStart: '-10px' }}>
            <TaskCheckbox title={name} priority="none" isCompleted={index < 2} />
            <span>{name}</span>
          </div>
        ))}
      </DetailSection>
    </DetailPanel>
  );
}
