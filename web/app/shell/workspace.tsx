import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useRevalidator } from 'react-router';
import { isListEvent, isSeriesEvent, isTaskEvent, isViewEvent, type LoggedEvent } from '#core/log/event.ts';
import type { Bell } from '#core/query/bell.ts';
import type { Overview, TagCount } from '#core/query/overview.ts';
import { localDateAt } from '#core/time/local.ts';
import type { SavedView } from '#core/view/view.ts';
import { type CommandClient, createCommandClient } from '../commands/command-client.ts';
import { sendCommands } from '../commands/command-transport.ts';
import { newId } from '../commands/mint-id.ts';
import { shownLists } from '../commands/shown-lists.ts';
import { EMPTY_TASK_STATE, type TaskState } from '../commands/task-state.ts';
import { announceChanges } from '../live/announce-changes.ts';
import { type LiveConnection, openLiveConnection } from '../live/live-connection.ts';
import type { LiveState } from '../live/live-machine.ts';
import { createRevalidationQueue } from '../live/revalidation-queue.ts';
import { type Acknowledger, createAcknowledger } from '../notifications/acknowledger.ts';
import { ringingOf } from '../notifications/bell-state.ts';
import { type BellStore, createBellStore } from '../notifications/bell-store.ts';
import { createToastQueue, type ToastQueue } from '../ui/toast/toast-queue.ts';
import { useNow } from './use-now.ts';
import { useViews } from './use-views.ts';

/** What every part of the signed-in app can reach. */
export interface Workspace {
  overview: Overview;
  /** The lists in their order, with what this window is still saving. */
  lists: ReturnType<typeof shownLists>;
  /** The saved views, oldest first. */
  views: readonly SavedView[];
  tags: readonly TagCount[];
  commands: CommandClient;
  tasks: TaskState;
  toasts: ToastQueue;
  bell: BellStore;
  acknowledger: Acknowledger;
  live: LivePhase;
  /** When what is on screen was last known to be true; null while the connection stands. */
  knownSinceMs: number | null;
  nowMs: number;
  /** The user's date today. */
  today: string;
  announcement: string;
}

export type LivePhase = LiveState['phase'];

const WorkspaceContext = createContext<Workspace | null>(null);

export interface WorkspaceProviderProps {
  overview: Overview;
  tags: readonly TagCount[];
  bell: Bell;
  now: string;
  children: ReactNode;
}

/** One connection, one command client and one row of toasts per window, however many pages it shows. */
export function WorkspaceProvider({ overview, tags, bell: loadedBell, now, children }: WorkspaceProviderProps) {
  const nowMs = useNow(now);
  const { revalidate } = useRevalidator();
  const revalidateRef = useRef(revalidate);
  revalidateRef.current = revalidate;
  const [toasts] = useState(() => createToastQueue(browserTimer));
  const [queue] = useState(() =>
    createRevalidationQueue({
      // Without a network every loader would fail, and the page would give way to an error.
      revalidate: async () => (navigator.onLine ? await revalidateRef.current() : undefined),
      setTimer: browserTimer.set,
      nowMs: Date.now,
    }),
  );
  const [commands] = useState(() =>
    createCommandClient({
      send: sendCommands,
      newId,
      nowMs: Date.now,
      random: Math.random,
      setTimer: browserTimer.set,
      isOffline: () => !navigator.onLine,
      notify: (notice) => toasts.add(notice),
      onCommitted: () => queue.ask(),
    }),
  );
  const [bell] = useState(() => createBellStore(loadedBell));
  const [acknowledger] = useState(() =>
    createAcknowledger({ dispatch: commands.dispatch, bell, isOffline: () => !navigator.onLine }),
  );
  useEffect(() => bell.load(loadedBell), [bell, loadedBell]);
  const tasks = useSyncExternalStore(commands.subscribe, commands.getState, () => EMPTY_TASK_STATE);
  const [announcement, announce] = useAnnouncements();
  const { views, learnView } = useViews(overview.views);
  const onEvent = useCallback(
    (event: LoggedEvent) => {
      if (isTaskEvent(event)) {
        if (event.type === 'task.completed' || event.type === 'task.reopened') commands.linger(event.aggregateId);
        commands.confirm({ task: event.data.after });
      }
      if (isListEvent(event)) commands.confirm({ list: event.data.after });
      if (isViewEvent(event)) learnView(event.data.after);
      if (isSeriesEvent(event)) commands.confirm({ series: event.data.after });
      bell.learn(event);
      // Whoever did it here has noticed what rang about it.
      const isOverByUs =
        (event.type === 'task.completed' || event.type === 'task.deleted') && commands.isOwn(event.correlationId);
      if (isOverByUs) acknowledger.notice(ringingOf(bell.getState(), event.aggregateId));
      if (!commands.isOwn(event.correlationId)) announce(event);
      queue.ask();
    },
    [commands, bell, acknowledger, queue, announce, learnView],
  );
  const { phase, knownSinceMs } = useLive(overview, {
    onEvent,
    onReset: () => {
      commands.reset();
      bell.outdate();
      acknowledger.retry();
      queue.ask();
    },
    onCaughtUp: () => {
      commands.retryNow();
      acknowledger.retry();
      queue.ask();
    },
  });
  const today = localDateAt(nowMs, overview.settings.zone);
  useEffect(() => {
    if (today !== localDateAt(Date.parse(now), overview.settings.zone)) queue.ask();
  }, [today, now, overview.settings.zone, queue]);
  useUnsavedWarning(tasks.writes.length > 0);
  useEffect(() => {
    document.documentElement.dataset.live = phase;
  }, [phase]);

  const workspace = useMemo<Workspace>(
    () => ({
      overview,
      lists: shownLists(overview.lists, tasks, now),
      views,
      tags,
      commands,
      tasks,
      toasts,
      bell,
      acknowledger,
      live: phase,
      knownSinceMs,
      nowMs,
      today,
      announcement,
    }),
    [
      overview,
      tasks,
      now,
      views,
      tags,
      commands,
      toasts,
      bell,
      acknowledger,
      phase,
      knownSinceMs,
      nowMs,
      today,
      announcement,
    ],
  );
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace is for pages inside the signed-in app');
  return workspace;
}

const browserTimer = {
  set: (callback: () => void, delayMs: number) => window.setTimeout(callback, delayMs),
  clear: (handle: unknown) => {
    if (typeof handle === 'number') window.clearTimeout(handle);
  },
  nowMs: Date.now,
};

interface LiveListeners {
  onEvent: (event: LoggedEvent) => void;
  onReset: () => void;
  onCaughtUp: () => void;
}

function useLive(position: { seq: number; epoch: string }, listeners: LiveListeners) {
  const [live, setLive] = useState<{ phase: LivePhase; knownSinceMs: number | null }>({
    phase: 'connecting',
    knownSinceMs: null,
  });
  const latest = useRef(listeners);
  latest.current = listeners;
  // Where the document stood when it was made; from there on the connection itself knows.
  const start = useRef(position);
  useEffect(() => {
    const connection: LiveConnection = openLiveConnection({
      position: { seq: start.current.seq, epoch: start.current.epoch },
      onEvent: (event) => latest.current.onEvent(event),
      onReset: () => latest.current.onReset(),
      onCaughtUp: () => latest.current.onCaughtUp(),
    });
    const read = () => {
      const { phase, failures } = connection.getState();
      const isDown = !['connecting', 'waiting', 'live'].includes(phase) || failures > 1;
      setLive((before) => ({
        phase: isDown && phase === 'connecting' ? 'waiting' : phase,
        knownSinceMs: isDown ? (before.knownSinceMs ?? Date.now()) : null,
      }));
    };
    read();
    const unsubscribe = connection.subscribe(read);
    return () => {
      unsubscribe();
      connection.close();
    };
  }, []);
  return live;
}

const GATHER_MS = 700;

/** Gathers what happens elsewhere for a moment, so that a burst is one sentence. */
function useAnnouncements(): readonly [string, (event: LoggedEvent) => void] {
  const [sentence, setSentence] = useState('');
  const gathered = useRef<LoggedEvent[]>([]);
  const announce = useCallback((event: LoggedEvent) => {
    gathered.current.push(event);
    if (gathered.current.length > 1) return;
    window.setTimeout(() => setSentence(announceChanges(gathered.current.splice(0))), GATHER_MS);
  }, []);
  return [sentence, announce];
}

/** Closing the window now would lose what the server has not confirmed. */
function useUnsavedWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isUnsaved]);
}
