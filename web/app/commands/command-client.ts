import type { CommandReply } from '#core/command/reply.ts';
import type { IdKind } from '#core/ids.ts';
import type { List } from '#core/list/list.ts';
import type { Series } from '#core/series/series.ts';
import type { Task } from '#core/task/task.ts';
import { backoffMs } from './backoff.ts';
import {
  addWrite,
  confirmList,
  confirmSeries,
  confirmTask,
  EMPTY_TASK_STATE,
  invertOverlay,
  mayBeSent,
  removeWrite,
  type TaskState,
} from './task-state.ts';
import type { NewWrite, TaskOverlay, Write, WriteOutcome } from './write.ts';

export type TransportAnswer =
  | { kind: 'answered'; replies: CommandReply[] }
  | { kind: 'refused'; code: string; detail: string }
  /** The network, or a server that cannot answer now. Whether it happened is unknown, so the same keys go again. */
  | { kind: 'failed' };

export interface CommandNotice {
  message: string;
  /** The change it is about: what was done, undone and done again says so in one place. */
  topic?: string;
  tone?: 'regular' | 'danger';
  action?: { label: string; keys: string; run: () => void };
}

export interface CommandClientDeps {
  send: (body: { commands: unknown[]; correlationId: string }) => Promise<TransportAnswer>;
  newId: (kind: IdKind) => string;
  nowMs: () => number;
  random: () => number;
  setTimer: (callback: () => void, delayMs: number) => unknown;
  isOffline: () => boolean;
  notify: (notice: CommandNotice) => void;
  /** Something was committed up to this place in the log. */
  onCommitted: (seq: number) => void;
}

export interface CommandClient {
  dispatch: (write: NewWrite) => Promise<WriteOutcome>;
  undo: (correlationId?: string) => void;
  redo: () => void;
  /** Whether this window wrote under that id: its own changes are not announced. */
  isOwn: (correlationId: string) => boolean;
  /** Takes in what a delta says. */
  confirm: (news: { task: Task } | { list: List } | { series: Series }) => void;
  /** A row that has been ticked stays for the undo window. */
  linger: (taskId: string) => void;
  /** Another view is shown: nothing lingers. */
  leaveView: () => void;
  /** Another line of history: nothing that was known counts. */
  reset: () => void;
  retryNow: () => void;
  getState: () => TaskState;
  subscribe: (listener: () => void) => () => void;
}

interface Undoable {
  correlationId: string;
  /** The id it was first done under; undoing and redoing have ids of their own. */
  topic: string;
  label: string;
  /** What the undo will look like, and what redoing it will. */
  back: ReadonlyMap<string, TaskOverlay>;
  forth: ReadonlyMap<string, TaskOverlay>;
  subjects: ReadonlySet<string>;
}

export const OFFLINE_NOTICE = 'You are offline. Changes cannot be saved until you are back.';
/** Some minutes with the waits between them. */
const MAX_ATTEMPTS = 20;
const GIVEN_UP =
  'The server did not answer for some minutes. Your last change may not have been saved: look again before repeating it.';
/** As long as an undo toast stands. */
export const LINGER_MS = 9000;

/**
 * Writes that show at once. A write is *waiting* while an earlier one on the same task is unanswered, *sent* until an
 * answer comes, then *confirmed* (its tasks replace the overlay) or *refused* (the overlay goes, with a word why). A
 * failed connection sends it again under the same keys, which the server answers with what it answered first: so a
 * write happens once, however often it is sent. Lost when the window closes: what was not sent by then.
 */
export function createCommandClient(deps: CommandClientDeps): CommandClient {
  let state: TaskState = EMPTY_TASK_STATE;
  const listeners = new Set<() => void>();
  const underway = new Map<Write, { attempt: number; isSending: boolean; resolve: (outcome: WriteOutcome) => void }>();
  const own = new Set<string>();
  let undoable: Undoable[] = [];
  let redoable: Undoable[] = [];

  const change = (next: TaskState) => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };

  const pump = () => {
    for (const write of state.writes) {
      const progress = underway.get(write);
      if (progress && !progress.isSending && mayBeSent(state, write)) void deliver(write, progress);
    }
  };

  const deliver = async (write: Write, progress: { attempt: number; isSending: boolean }) => {
    progress.isSending = true;
    const commands = write.commands.map(({ id, command }) => ({ id, ...command }));
    const answer = await deps.send({ commands, correlationId: write.correlationId });
    if (answer.kind === 'answered' && !answer.replies.some(isRetriable)) return settle(write, answer.replies);
    if (answer.kind === 'refused') return refuse(write, answer.code, answer.detail);
    progress.attempt += 1;
    if (progress.attempt >= MAX_ATTEMPTS && !deps.isOffline()) return refuse(write, 'unavailable', GIVEN_UP);
    deps.setTimer(
      () => {
        progress.isSending = false;
        pump();
      },
      backoffMs(progress.attempt, deps.random),
    );
  };

  const settle = (write: Write, replies: readonly CommandReply[]) => {
    const done = replies.filter((reply) => reply.status === 'done');
    const refused = replies.filter((reply) => reply.status === 'refused');
    let next = removeWrite(state, write, done.length === 0);
    for (const { task, list, series } of done) {
      if (task) next = confirmTask(next, task);
      if (list) next = confirmList(next, list);
      if (series) next = confirmSeries(next, series);
    }
    change(next);
    const seq = done.reduce<number | null>((max, reply) => Math.max(max ?? 0, reply.seq ?? 0) || null, null);
    if (seq !== null) deps.onCommitted(seq);
    const first = refused[0];
    if (first && !write.isRefusalQuiet) {
      const share = done.length > 0 ? `${refused.length} of ${replies.length} changes were not made. ` : '';
      deps.notify({ message: share + first.detail, tone: 'danger' });
    }
    const more = done.find((reply) => reply.remaining > 0);
    if (more) void carryOn(write);
    const blocked = done.flatMap((reply) => reply.blocked);
    if (blocked.length > 0) deps.notify({ message: blocked.map(({ reason }) => reason).join(' '), tone: 'danger' });
    finish(
      write,
      first && done.length === 0
        ? { status: 'refused', code: first.code, detail: first.detail }
        : { status: 'done', seq },
    );
  };

  /** One command changes a bounded number of things; the rest follows under the same correlation id. */
  const carryOn = async (write: Write) => {
    const commands = write.commands.map(({ command }) => ({ id: deps.newId('request'), command }));
    await enqueue({ ...write, commands, overlays: new Map(), createdId: null });
  };

  const refuse = (write: Write, code: string, detail: string) => {
    change(removeWrite(state, write, true));
    undoable = undoable.filter(({ correlationId }) => correlationId !== write.correlationId);
    if (!write.isRefusalQuiet) deps.notify({ message: detail, tone: 'danger' });
    finish(write, { status: 'refused', code, detail });
  };

  const finish = (write: Write, outcome: WriteOutcome) => {
    if (outcome.status === 'refused')
      undoable = undoable.filter(({ correlationId }) => correlationId !== write.correlationId);
    underway.get(write)?.resolve(outcome);
    underway.delete(write);
    pump();
  };

  const enqueue = (write: Write, created?: NewWrite['created']): Promise<WriteOutcome> => {
    own.add(write.correlationId);
    const outcome = new Promise<WriteOutcome>((resolve) =>
      underway.set(write, { attempt: 0, isSending: false, resolve }),
    );
    // One change for all of it: every change draws the page anew.
    const ticked = [...write.overlays].filter(([, overlay]) => overlay.status !== undefined).map(([taskId]) => taskId);
    change(lingerIn(addWrite(state, write, created), ticked));
    linger(ticked);
    pump();
    return outcome;
  };

  const linger = (taskIds: readonly string[]) => {
    if (taskIds.length === 0) return;
    deps.setTimer(() => {
      const lingering = new Set(state.lingering);
      for (const taskId of taskIds) lingering.delete(taskId);
      if (lingering.size < state.lingering.size) change({ ...state, lingering });
    }, LINGER_MS);
  };

  const take = (entry: Undoable, to: 'undo' | 'redo') => {
    if (deps.isOffline()) return deps.notify({ message: OFFLINE_NOTICE, tone: 'danger' });
    const correlationId = deps.newId('correlation');
    const overlays = entry.back;
    const reverse: Undoable = { ...entry, correlationId, back: entry.forth, forth: entry.back };
    if (to === 'undo') redoable = [...redoable, reverse];
    else undoable = [...undoable, reverse];
    const verb = to === 'undo' ? 'Undone' : 'Redone';
    const back = to === 'undo' ? client.redo : () => client.undo(correlationId);
    const keys = to === 'undo' ? 'Mod+Shift+z' : 'Mod+z';
    deps.notify({
      message: `${verb}: ${entry.label}`,
      topic: entry.topic,
      action: { label: to === 'undo' ? 'Redo' : 'Undo', keys, run: back },
    });
    const command = { type: 'undo', correlationId: entry.correlationId } as const;
    const commands = [{ id: deps.newId('request'), command }];
    void enqueue({
      correlationId,
      commands,
      label: entry.label,
      overlays,
      subjects: entry.subjects,
      createdId: null,
      atMs: deps.nowMs(),
      isRefusalQuiet: false,
    });
  };

  const client: CommandClient = {
    async dispatch(asked) {
      if (deps.isOffline()) {
        deps.notify({ message: OFFLINE_NOTICE, tone: 'danger' });
        return { status: 'offline' };
      }
      const changes = asked.changes ?? [];
      const overlays = new Map(changes.map(({ task, overlay }) => [task.id, overlay]));
      const createdId = asked.created?.task.id ?? null;
      const subjects = new Set([...overlays.keys(), ...(asked.subjects ?? []), ...(createdId ? [createdId] : [])]);
      const correlationId = deps.newId('correlation');
      const commands = asked.commands.map((command) => ({ id: deps.newId('request'), command }));
      const back = new Map(changes.map(({ task, overlay }) => [task.id, invertOverlay(task, overlay)]));
      const forth = new Map(overlays);
      if (asked.created) {
        const deletedAt = new Date(deps.nowMs()).toISOString();
        back.set(asked.created.task.id, { deletedAt });
        forth.set(asked.created.task.id, { deletedAt: null });
      }
      if (!asked.isFinal) {
        const entry = { correlationId, topic: correlationId, label: asked.label, back, forth, subjects };
        undoable = [...undoable, entry].slice(-200);
        redoable = [];
      }
      if (!asked.isQuiet) {
        deps.notify({
          message: asked.label,
          topic: correlationId,
          action: { label: 'Undo', keys: 'Mod+z', run: () => client.undo(correlationId) },
        });
      }
      const { label, isRefusalQuiet = false } = asked;
      const write: Write = {
        correlationId,
        commands,
        label,
        overlays,
        subjects,
        createdId,
        atMs: deps.nowMs(),
        isRefusalQuiet,
      };
      return await enqueue(write, asked.created);
    },
    undo(correlationId) {
      const entry =
        correlationId === undefined ? undoable.at(-1) : undoable.find((each) => each.correlationId === correlationId);
      if (!entry) return deps.notify({ message: 'There is nothing to undo in this window.' });
      if (deps.isOffline()) return deps.notify({ message: OFFLINE_NOTICE, tone: 'danger' });
      undoable = undoable.filter((each) => each !== entry);
      take(entry, 'undo');
    },
    redo() {
      const entry = redoable.at(-1);
      if (!entry) return deps.notify({ message: 'There is nothing to redo in this window.' });
      if (deps.isOffline()) return deps.notify({ message: OFFLINE_NOTICE, tone: 'danger' });
      redoable = redoable.slice(0, -1);
      take(entry, 'redo');
    },
    isOwn: (correlationId) => own.has(correlationId),
    confirm(news) {
      if ('task' in news) change(confirmTask(state, news.task));
      else if ('list' in news) change(confirmList(state, news.list));
      else change(confirmSeries(state, news.series));
    },
    linger(taskId) {
      change(lingerIn(state, [taskId]));
      linger([taskId]);
    },
    leaveView() {
      if (state.lingering.size === 0 && state.created.size === 0) return;
      const sent = new Set(state.writes.map(({ createdId }) => createdId));
      const created = new Map([...state.created].filter(([id]) => sent.has(id)));
      change({ ...state, lingering: new Set(), created });
    },
    reset() {
      const nothing = {
        confirmed: new Map(),
        confirmedLists: new Map(),
        confirmedSeries: new Map(),
        created: new Map(),
      };
      change({ ...state, ...nothing });
    },
    retryNow() {
      for (const progress of underway.values()) progress.attempt = 0;
      pump();
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return client;
}

function lingerIn(state: TaskState, taskIds: readonly string[]): TaskState {
  return taskIds.length === 0 ? state : { ...state, lingering: new Set([...state.lingering, ...taskIds]) };
}

function isRetriable(reply: CommandReply): boolean {
  return (
    reply.status === 'refused' &&
    (reply.code === 'conflict' || reply.code === 'unavailable' || reply.code === 'rate_limited')
  );
}
