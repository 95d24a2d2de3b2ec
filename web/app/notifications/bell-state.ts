import { toEpochMs } from '#core/instant.ts';
import { isFiringEvent, type LoggedEvent } from '#core/log/event.ts';
import { BELL_SIZE, type Bell, type RungTask } from '#core/query/bell.ts';
import type { Firing } from '#core/reminder/firing.ts';

/**
 * What a window knows of the bell. A value: every change makes a new one.
 *
 * A ringing that nobody has noticed stands as a *toast* in every window, until it is closed in one of them. Closing says
 * `reminder.acknowledge`, and the delta of that closes it in all others. What rang while no window was there to show it
 * becomes a toast when one comes back, unless it rang more than `TOAST_AGAIN_MS` ago: then it is no news any more and
 * waits in the bell, unread.
 *
 * A ringing is one toast at most, by its id: deltas that come twice, loaders that answer late and a hidden window that is
 * looked at again all lead to the same entry. What this window has closed stays closed, also before the server knows.
 * Lost with the window: a closing that never reached the server. The toast is then there again in the next one.
 */
export interface BellState {
  /** The newest version of every ringing this window has heard of. */
  firings: ReadonlyMap<string, Firing>;
  /** Their tasks; null for those that are gone for good. */
  tasks: ReadonlyMap<string, RungTask | null>;
  /** What the loader counted, and where in the log. */
  loaded: { unread: number; seq: number };
  /** What deltas add to that count. */
  changes: readonly { seq: number; unread: 1 | -1 }[];
  /** Closed here, with the place in the log where the server did so too; null until it has. */
  closed: ReadonlyMap<string, number | null>;
  /** Stand or stood as a toast in this window, so they need no longer be news. */
  shown: ReadonlySet<string>;
  /** Another line of history has begun: the next loader's word replaces all of this. */
  isOutdated: boolean;
}

/** What rang longer ago than this is not shown again to somebody who comes back: half a day. */
export const TOAST_AGAIN_MS = 12 * 3_600_000;

export function firstBell(bell: Bell): BellState {
  return {
    firings: new Map(bell.firings.map((firing) => [firing.id, firing])),
    tasks: mergeTasks(new Map(), bell),
    loaded: { unread: bell.unread, seq: bell.seq },
    changes: [],
    closed: new Map(),
    shown: new Set(),
    isOutdated: false,
  };
}

/** Takes in what a loader says, unless something later is known. */
export function loadBell(state: BellState, bell: Bell): BellState {
  if (state.isOutdated) return { ...firstBell(bell), closed: state.closed, shown: state.shown };
  const firings = new Map(state.firings);
  for (const firing of bell.firings) {
    if ((firings.get(firing.id)?.version ?? 0) < firing.version) firings.set(firing.id, firing);
  }
  const tasks = mergeTasks(state.tasks, bell);
  if (bell.seq < state.loaded.seq) return { ...state, firings, tasks };
  const changes = state.changes.filter(({ seq }) => seq > bell.seq);
  return { ...state, firings, tasks, loaded: { unread: bell.unread, seq: bell.seq }, changes };
}

function mergeTasks(known: BellState['tasks'], bell: Bell): BellState['tasks'] {
  const tasks = new Map(known);
  const there = new Set(bell.tasks.map(({ id }) => id));
  for (const task of bell.tasks) {
    if ((tasks.get(task.id)?.version ?? 0) <= task.version) tasks.set(task.id, task);
  }
  for (const { taskId } of bell.firings) if (!there.has(taskId)) tasks.set(taskId, null);
  return tasks;
}

/** Takes in a delta. The same state when it is not about a ringing, or is known. */
export function learnEvent(state: BellState, event: LoggedEvent): BellState {
  if (!isFiringEvent(event)) return state;
  const { after, before } = event.data;
  if ((state.firings.get(after.id)?.version ?? 0) >= after.version) return state;
  const firings = new Map(state.firings).set(after.id, after);
  const isNew = before === null && after.readAt === null;
  const isRead = before?.readAt === null && after.readAt !== null;
  const unread = isNew ? 1 : isRead ? -1 : null;
  const changes = unread === null ? state.changes : [...state.changes, { seq: event.seq, unread } as const];
  return { ...state, firings, changes };
}

/** Somebody noticed: the toasts go at once, whatever the server says later. */
export function closeFirings(state: BellState, firingIds: readonly string[], seq: number | null): BellState {
  const closed = new Map(state.closed);
  for (const id of firingIds) closed.set(id, seq);
  return { ...state, closed };
}

/** It was refused: they ring on. */
export function reopenFirings(state: BellState, firingIds: readonly string[]): BellState {
  return { ...state, closed: new Map([...state.closed].filter(([id]) => !firingIds.includes(id))) };
}

export function markShown(state: BellState, firingIds: readonly string[]): BellState {
  return { ...state, shown: new Set([...state.shown, ...firingIds]) };
}

/** Another line of history: only what the next loader says counts. What was closed or shown here stays so. */
export function outdateBell(state: BellState): BellState {
  return { ...state, isOutdated: true };
}

/** How much is unread: what the loader counted, what happened since, and what was closed here a moment ago. */
export function unreadCount(state: BellState): number {
  const { unread, seq } = state.loaded;
  const since = state.changes.reduce((sum, change) => sum + (change.seq > seq ? change.unread : 0), 0);
  const closing = [...state.closed].filter(([id, doneSeq]) => {
    return state.firings.get(id)?.readAt === null && (doneSeq === null || doneSeq > seq);
  });
  return Math.max(0, unread + since - closing.length);
}

/** The newest, newest first, as the panel shows them. */
export function newestFirings(state: BellState): Firing[] {
  return [...state.firings.values()].sort(newestFirst).slice(0, BELL_SIZE);
}

export interface ToastContext {
  nowMs: number;
  /** A hidden window adds no toast: nobody would see it come. */
  isVisible: boolean;
  /** Whether there is nothing left to do for a task: done or deleted, perhaps by somebody else. */
  isOver: (taskId: string) => boolean;
}

/** What stands as a toast, newest first. */
export function toastedFirings(state: BellState, { nowMs, isVisible, isOver }: ToastContext): Firing[] {
  const isNews = ({ id, firedAt }: Firing) =>
    state.shown.has(id) || (isVisible && nowMs - toEpochMs(firedAt) < TOAST_AGAIN_MS);
  return [...state.firings.values()]
    .filter((firing) => isRinging(state, firing) && isNews(firing) && !isOver(firing.taskId))
    .sort(newestFirst);
}

/** What rings of one task. */
export function ringingOf(state: BellState, taskId: string): string[] {
  const firings = [...state.firings.values()].filter((firing) => firing.taskId === taskId && isRinging(state, firing));
  return firings.map(({ id }) => id);
}

/** Whether it rang in windows and nobody has noticed. */
export function isRinging(state: BellState, firing: Firing): boolean {
  const { id, channels, acknowledgedAt, readAt } = firing;
  return channels.includes('in_app') && acknowledgedAt === null && readAt === null && !state.closed.has(id);
}

/** Whether its entry in the bell is to be marked. */
export function isUnread(state: BellState, { id, readAt }: Firing): boolean {
  return readAt === null && !state.closed.has(id);
}

function newestFirst(a: Firing, b: Firing): number {
  if (a.firedAt === b.firedAt) return a.id < b.id ? 1 : -1;
  return a.firedAt < b.firedAt ? 1 : -1;
}
