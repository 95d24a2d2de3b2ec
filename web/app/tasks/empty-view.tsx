import { Bookmark, CalendarDays, CircleCheck, Hash, Inbox, Layers, SearchX, Sun, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/parts/button.tsx';
import { EmptyState } from '../ui/parts/empty-state.tsx';
import type { View, ViewKind } from './view.ts';

const words: Record<ViewKind, { icon: ReactNode; title: string; text: string }> = {
  inbox: {
    icon: <Inbox />,
    title: 'The inbox is empty',
    text: 'What has no list yet waits here until you decide where it belongs.',
  },
  all: { icon: <Layers />, title: 'No open tasks', text: 'Everything that is open stands here, list by list.' },
  list: {
    icon: <Layers />,
    title: 'Nothing in this list',
    text: 'Add one here, or press M on a task elsewhere to move it.',
  },
  today: { icon: <Sun />, title: 'Nothing is due today', text: 'What is due today, and what is late, stands here.' },
  upcoming: {
    icon: <CalendarDays />,
    title: 'Thirty free days',
    text: 'What is due in the next thirty days stands here, day by day.',
  },
  overdue: { icon: <CircleCheck />, title: 'Nothing is late', text: 'Tasks come here when their time has passed.' },
  completed: {
    icon: <CircleCheck />,
    title: 'Nothing completed yet',
    text: 'What you tick off stays here, the newest first.',
  },
  trash: {
    icon: <Trash2 />,
    title: 'The trash is empty',
    text: 'Deleted tasks stay here for 90 days and can be restored.',
  },
  saved: { icon: <Bookmark />, title: 'Nothing fits', text: 'Tasks come here when they are what the query asks for.' },
  tag: { icon: <Hash />, title: 'No open task carries this tag', text: 'Press L on a task to change its tags.' },
};

export interface EmptyViewProps {
  view: View;
  isFiltered: boolean;
  onAdd: () => void;
  onClear: () => void;
}

/** What a view says when it has no rows: one thing to know, one to do. */
export function EmptyView({ view, isFiltered, onAdd, onClear }: EmptyViewProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title="Nothing fits"
        action={<Button onPress={onClear}>Clear the filter</Button>}
      >
        No task of this view matches all of what you asked for.
      </EmptyState>
    );
  }
  const { icon, title, text } = words[view.kind];
  return (
    <EmptyState icon={icon} title={title} action={view.canAdd ? <Button onPress={onAdd}>Add a task</Button> : null}>
      {view.kind === 'list' && !view.canAdd ? 'It is in the archive: take it out to add to it.' : text}
    </EmptyState>
  );
}
