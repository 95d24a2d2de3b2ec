import { type RefObject, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Task } from '#core/task/task.ts';
import { LazyPalette } from '../palette/lazy-palette.tsx';
import { usePalette } from '../palette/use-palette.ts';
import { useTaskKeys } from '../tasks/task-keys.ts';
import type { Command } from '../ui/keyboard/command-registry.ts';
import { useCommandList, useCommands } from '../ui/keyboard/keyboard-provider.tsx';
import { ShortcutSheet } from '../ui/keyboard/shortcut-sheet.tsx';
import { askPage } from './ask-page.ts';
import type { ShellActions } from './shell-actions.tsx';
import { useSingleKeysSetting } from './single-keys-setting.ts';
import { useWorkspace } from './workspace.tsx';

export interface AppKeysProps {
  page: RefObject<ShellActions | null>;
  openTask: Task | null;
  /** Null while no task is open. */
  onCloseDetail: (() => void) | null;
  onToggleSidebar: () => void;
  onOpenBell: () => void;
  onToggleChat: () => void;
}

const places: readonly { id: string; title: string; key: string; to: string }[] = [
  { id: 'inbox', title: 'Inbox', key: 'i', to: '/inbox' },
  { id: 'today', title: 'Today', key: 't', to: '/today' },
  { id: 'upcoming', title: 'Upcoming', key: 'u', to: '/upcoming' },
  { id: 'overdue', title: 'Overdue', key: 'o', to: '/overdue' },
  { id: 'all', title: 'All tasks', key: 'a', to: '/all' },
  { id: 'repeating', title: 'Repeating', key: 'r', to: '/repeating' },
  { id: 'completed', title: 'Completed', key: 'c', to: '/completed' },
  { id: 'trash', title: 'Trash', key: 'x', to: '/trash' },
  { id: 'chat', title: 'Chat', key: 'm', to: '/chat' },
  { id: 'notifications', title: 'Notifications', key: 'n', to: '/notifications' },
  { id: 'activity', title: 'Activity', key: 'h', to: '/activity' },
  { id: 'settings', title: 'Settings', key: 's', to: '/settings' },
];

/** As many saved views as there are digits have a key of their own. */
const VIEW_KEYS = 9;

/** The keys that work on every page, and the sheet that lists all of them. */
export function AppKeys({ page, openTask, onCloseDetail, onToggleSidebar, onOpenBell, onToggleChat }: AppKeysProps) {
  const { commands: client, views } = useWorkspace();
  const navigate = useNavigate();
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [areSingleKeysOff, setSingleKeysOff] = useSingleKeysSetting();
  const palette = usePalette(openTask);
  const { open: openPalette } = palette;
  const latest = useRef({ onCloseDetail, onToggleSidebar, onOpenBell, onToggleChat, navigate });
  latest.current = { onCloseDetail, onToggleSidebar, onOpenBell, onToggleChat, navigate };

  // First, so that a selection or a box above it gets Escape before the panel does.
  const panel = useMemo<Command[]>(
    () => [
      {
        id: 'detail.close',
        title: 'Close the task or the chat',
        keys: ['Escape'],
        scope: 'task',
        run: () => latest.current.onCloseDetail?.(),
        isEnabled: () => latest.current.onCloseDetail !== null,
      },
    ],
    [],
  );
  useCommands(panel);
  const general = useMemo<Command[]>(
    () => [
      { id: 'palette', title: 'Search and commands', keys: ['Mod+k'], scope: 'general', run: openPalette },
      {
        id: 'add',
        title: 'Add a task',
        keys: ['c', 'q', 'a'],
        scope: 'general',
        run: () => askPage(page, 'add', { navigate: latest.current.navigate, elsewhere: '/inbox' }),
      },
      {
        id: 'search',
        title: 'Search',
        keys: ['/'],
        scope: 'general',
        run: () => askPage(page, 'search', { navigate: latest.current.navigate, elsewhere: '/all' }),
      },
      {
        id: 'filter',
        title: 'Filter and sort',
        keys: ['f'],
        scope: 'general',
        run: () => page.current?.filter(),
        isEnabled: () => page.current !== null,
      },
      {
        id: 'undo',
        title: 'Undo',
        keys: ['Mod+z'],
        scope: 'general',
        run: () => client.undo(),
        isEnabled: isOutsideText,
      },
      {
        id: 'redo',
        title: 'Redo',
        keys: ['Mod+Shift+z'],
        scope: 'general',
        run: client.redo,
        isEnabled: isOutsideText,
      },
      {
        id: 'sidebar',
        title: 'Show or hide the sidebar',
        keys: ['['],
        scope: 'general',
        run: () => latest.current.onToggleSidebar(),
      },
      {
        id: 'bell',
        title: 'Show the notifications',
        keys: ['b'],
        scope: 'general',
        run: () => latest.current.onOpenBell(),
      },
      {
        id: 'chat',
        title: 'Chat beside the page',
        keys: ['Mod+j'],
        scope: 'general',
        run: () => latest.current.onToggleChat(),
      },
      { id: 'sheet', title: 'Keyboard shortcuts', keys: ['?'], scope: 'general', run: () => setSheetOpen(true) },
      ...places.map(
        ({ id, title, key, to }): Command => ({
          id: `go.${id}`,
          title,
          keys: [`g ${key}`],
          scope: 'go',
          run: () => void latest.current.navigate(to),
        }),
      ),
    ],
    [client, page, openPalette],
  );
  useCommands(general);
  const savedViews = useMemo<Command[]>(
    () =>
      views.slice(0, VIEW_KEYS).map(({ id, name }, at) => ({
        id: `go.view.${at + 1}`,
        title: name,
        keys: [`g ${at + 1}`],
        scope: 'go',
        run: () => void latest.current.navigate(`/views/${id}`),
      })),
    [views],
  );
  useCommands(savedViews);
  useTaskKeys(openTask);
  const all = useCommandList();
  return (
    <>
      <ShortcutSheet
        isOpen={isSheetOpen}
        onClose={() => setSheetOpen(false)}
        commands={all}
        areSingleKeysOff={areSingleKeysOff}
        onSingleKeysOffChange={setSingleKeysOff}
      />
      {palette.subject ? <LazyPalette subject={palette.subject} onClose={palette.close} /> : null}
    </>
  );
}

/** In a box that holds text, the browser's own undo is meant; in an empty one there is nothing else to take back. */
function isOutsideText(): boolean {
  const focused = document.activeElement;
  if (focused instanceof HTMLTextAreaElement) return false;
  return !(focused instanceof HTMLInputElement && focused.type !== 'checkbox' && focused.value !== '');
}
