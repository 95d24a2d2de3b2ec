import type { UserCommand } from '#core/command/command.ts';
import { quietUntil } from '../wall-clock.ts';
import { ANY_ID, carryOut, type Expected, same } from './carry-out.ts';
import {
  aboutOf,
  type FiringState,
  firingAfter,
  type Logged,
  seriesAfter,
  settingsAfter,
  taskAfter,
} from './logged.ts';
import { moment } from './plan.ts';
import { LATE_DISTURBED_MS, LATE_UNDISTURBED_MS, type Promised, type Violation } from './promises.ts';
import { createSeriesJudge } from './series-judge.ts';
import {
  type Account,
  type Change,
  type Past,
  type Pending,
  pendingKey,
  type SettingsState,
  type TaskState,
} from './state.ts';
import { takeBack, takeBackSettings } from './take-back.ts';

export interface JudgeDeps {
  nowMs: () => number;
  /** Calls back at a moment. */
  at: (atMs: number, work: () => void) => void;
  troubledUntilMs: (userId: string) => number;
  report: (violation: Violation) => void;
  /** A ringing was planned, or planned anew. */
  onPlan: (account: Account, pending: Pending) => void;
  /** A schedule comes to its next slot. */
  onSlot: (account: Account, seriesId: string, atMs: number) => void;
  trace: (userId: string, text: string) => void;
}

/** A command on its way, from the first try of its client on. */
export interface Issued {
  userId: string;
  command: UserCommand;
  /** How often it was written to the log; more than once breaks the promise. */
  appliedAt: number | null;
}

const SECOND_MS = 1000;
/** What is later than that is told as missed and not rung. */
const MISSED_AFTER_MS = 7 * 24 * 60 * 60 * SECOND_MS;
/** As far back as people undo. */
const REMEMBERED_COMMANDS = 60;
/**
 * The independent model. It hears every commit in the moment it is written, carries out the command behind it on a state
 * of its own, works out by itself what has to ring when, and complains about every ringing that should not have been
 * and every one that has not come in time.
 */
export function createJudge(deps: JudgeDeps) {
  const { nowMs, trace } = deps;
  const accounts = new Map<string, Account>();
  const issued = new Map<string, Issued>();
  const counts = { commands: 0, planned: 0, rang: 0, late: 0, quiet: 0, suppressed: 0, missed: 0, maxLateMs: 0 };

  const complain = (promise: Promised, userId: string, text: string) =>
    deps.report({ promise, userId, atMs: nowMs(), text });

  const repeats = createSeriesJudge({ ...deps, complain });

  const accountOf = (userId: string): Account => {
    const account = accounts.get(userId);
    if (!account) throw new Error(`no account ${userId}`);
    return account;
  };

  /** Hears of a commit: rows of one transaction, in order. */
  const observe = (rows: readonly Logged[]) => {
    const byCommand = Map.groupBy(rows, ({ user_id, correlation_id }) => `${user_id} ${correlation_id}`);
    for (const events of byCommand.values()) {
      const [first] = events;
      if (!first) continue;
      if (first.actor.kind === 'system') observeSystem(events, first);
      else observeCommand(events, first);
    }
  };

  const observeSystem = (events: readonly Logged[], { user_id: userId, occurred_at: atMs }: Logged) => {
    const account = accountOf(userId);
    const tasks = new Map<string, Change<TaskState>>();
    for (const event of events) {
      if (event.type === 'reminder.fired') judgeFiring(account, event);
      else if (event.type === 'task.purged') account.tasks.delete(event.aggregate_id);
      else if (aboutOf(event) === 'task') {
        const change = takeTask(account, event);
        tasks.set(event.aggregate_id, change);
        replan(account, change, atMs);
      }
    }
    const series = seriesIn(events);
    if (series.length > 0) repeats.observe({ account, command: null, atMs, tasks, series });
    else if (tasks.size > 0 && !events.some(({ type }) => type === 'task.purged'))
      complain('decided', userId, `the system wrote ${[...tasks.keys()]}`);
  };

  const observeCommand = (events: readonly Logged[], first: Logged) => {
    const { user_id: userId, correlation_id: correlationId } = first;
    const opening = events.find(({ type }) => type === 'settings.created');
    if (opening) return open(userId, settingsAfter(opening));
    const known = issued.get(correlationId);
    if (!known) return complain('decided', userId, `${first.type} under ${correlationId}, which nobody asked for`);
    if (known.appliedAt !== null) return complain('decided', userId, `${known.command.type} was carried out twice`);
    known.appliedAt = nowMs();
    counts.commands += 1;
    trace(userId, `${JSON.stringify(known.command)} → ${events.map(({ type }) => type).join(', ')}`);
    follow(accountOf(userId), known.command, events, first);
  };

  /** Carries a command out on the model, and compares what came of it. */
  const follow = (account: Account, command: UserCommand, events: readonly Logged[], first: Logged) => {
    const { occurred_at: atMs } = first;
    const series = seriesIn(events);
    const past: Past = { tasks: new Map(), settings: null, series: series.map(({ after }) => after.id) };
    remember(account, first.correlation_id, past);
    const expected = expect(command, account, atMs, events);
    // What a series does to tasks beside what was said is for its own judge to say.
    const isAboutSeries = series.length > 0 || command.type.startsWith('series.');
    const isTold = !isAboutSeries || /^task\.(?:complete|reopen|delete)$/.test(command.type);
    for (const event of events) {
      const about = aboutOf(event);
      if (about === 'settings') past.settings = changeSettings(account, event, expected.settings);
      if (about !== 'task') continue;
      const change = takeTask(account, event);
      past.tasks.set(event.aggregate_id, change);
      const wanted = expected.tasks.get(event.aggregate_id);
      if (isTold && (wanted !== undefined || series.length === 0)) judgeTask(account, event, change, wanted);
      replan(account, change, atMs);
      if (event.type === 'task.restored' && series.length === 0) account.cameBack.add(event.aggregate_id);
    }
    if (command.type !== 'undo' && isTold) judgeMissing(account, command, expected.tasks, past.tasks);
    if (series.length > 0 || command.type === 'task.complete')
      repeats.observe({ account, command, atMs, tasks: past.tasks, series });
  };

  const open = (userId: string, settings: SettingsState) => {
    accounts.set(userId, {
      id: userId,
      settings,
      settingsChangedAtMs: nowMs(),
      tasks: new Map(),
      pending: new Map(),
      dropped: new Map(),
      rang: new Set(),
      series: new Map(),
      cameBack: new Set(),
      history: new Map(),
    });
  };

  const judgeTask = (account: Account, event: Logged, change: Change<TaskState>, expected: TaskState | undefined) => {
    const { before, after } = change;
    // Where the model expects nothing, only what it does not know (its place, its tags) may have changed.
    const wanted = expected ?? before;
    if (!wanted || !same(withKnownIds(wanted, before, after), after))
      complain(
        'decided',
        account.id,
        `${event.type}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(after)}`,
      );
  };

  const judgeMissing = (
    account: Account,
    { type }: UserCommand,
    expected: Tasks,
    written: ReadonlyMap<string, unknown>,
  ) => {
    const missing = [...expected].find(([id, task]) => !same(account.tasks.get(id), task) && !written.has(id));
    if (missing) complain('decided', account.id, `${type} left ${missing[0]} as it was`);
  };

  const changeSettings = (account: Account, event: Logged, expected: SettingsState | null): Change<SettingsState> => {
    const after = settingsAfter(event);
    const before = account.settings;
    if (!same(after, expected ?? before))
      complain('decided', account.id, `settings: expected ${JSON.stringify(expected)}, got ${JSON.stringify(after)}`);
    account.settings = after;
    account.settingsChangedAtMs = nowMs();
    // Another zone or morning is another plan, also for what is overdue: if it is past by that, it rings at once.
    for (const pending of [...account.pending.values()]) {
      const task = account.tasks.get(pending.taskId);
      const reminder = task?.reminders.find(({ id }) => id === pending.reminderId);
      const atMs = task && reminder ? moment(reminder, task, after) : null;
      // There and back: what rang for that moment has rung.
      if (account.rang.has(`${pending.reminderId} ${atMs}`))
        account.pending.delete(pendingKey(pending.taskId, pending.reminderId));
      else if (atMs !== null && atMs !== pending.atMs) plan(account, { ...pending, atMs, sinceMs: nowMs() });
      else watch(account, pending);
    }
    repeats.look(account);
    return { before, after };
  };

  /**
   * A reminder whose moment changed is planned for the new one, if that is still to come: what is restored, reopened or
   * undone never rings from the past. One whose moment did not change stays as it was, overdue or not.
   */
  const replan = (account: Account, { before, after }: Change<TaskState>, atMs: number) => {
    const momentOf = (task: TaskState | null, id: string) => {
      const reminder = task?.reminders.find((each) => each.id === id);
      return task && reminder ? moment(reminder, task, account.settings) : null;
    };
    const ids = new Set([...(before?.reminders ?? []), ...after.reminders].map(({ id }) => id));
    for (const id of ids) {
      const next = momentOf(after, id);
      if (next === momentOf(before, id)) continue;
      const dropped = account.pending.get(pendingKey(after.id, id));
      if (dropped) {
        account.pending.delete(pendingKey(after.id, id));
        account.dropped.set(droppedKey(dropped), nowMs());
        counts.suppressed += 1;
      }
      if (next === null || next < atMs || account.rang.has(`${id} ${next}`)) continue;
      plan(account, { taskId: after.id, reminderId: id, atMs: next, sinceMs: nowMs() });
    }
  };

  const plan = (account: Account, pending: Pending) => {
    account.pending.set(pendingKey(pending.taskId, pending.reminderId), pending);
    counts.planned += 1;
    trace(account.id, `planned ${pending.reminderId} for ${iso(pending.atMs)}`);
    watch(account, pending);
    deps.onPlan(account, pending);
  };

  /** Looks again when a ringing should have come by, as long as it stands. */
  const watch = (account: Account, pending: Pending) => {
    deps.at(latestMs(account, pending) + 1, () => {
      if (account.pending.get(pendingKey(pending.taskId, pending.reminderId)) !== pending) return;
      const latest = latestMs(account, pending);
      if (latest >= nowMs()) return watch(account, pending);
      complain('lost', account.id, `${pending.reminderId} of ${pending.taskId}, planned for ${iso(pending.atMs)}`);
      account.pending.delete(pendingKey(pending.taskId, pending.reminderId));
    });
  };

  /** When a ringing has to come at the latest, by what is known now. */
  const latestMs = (account: Account, pending: Pending): number => {
    const { settings, settingsChangedAtMs, id } = account;
    const troubledMs = deps.troubledUntilMs(id);
    const allowed = (fromMs: number) => {
      const quietMs = quietUntil(fromMs, settings.quietHours, settings.zone) ?? fromMs;
      // What happened before it was planned is no excuse: planning looks at the alarm. What happened since may have lost it.
      if (troubledMs < pending.sinceMs - LATE_DISTURBED_MS) return quietMs + LATE_UNDISTURBED_MS;
      return Math.max(quietMs, troubledMs) + LATE_DISTURBED_MS;
    };
    const latest = allowed(Math.max(pending.atMs, pending.sinceMs, settingsChangedAtMs));
    // Late enough to come into quiet hours it waits for their end.
    const quietMs = quietUntil(latest, settings.quietHours, settings.zone);
    return quietMs === null ? latest : allowed(quietMs);
  };

  const judgeFiring = (account: Account, event: Logged) => {
    const firing = firingAfter(event);
    const { reminderId, taskId } = firing;
    const plannedMs = Date.parse(firing.plannedAt);
    const rang = `${reminderId} ${plannedMs}`;
    const about = `${reminderId} of ${taskId}, planned for ${firing.plannedAt}`;
    trace(account.id, `rang ${about}`);
    counts.rang += 1;
    if (account.rang.has(rang)) complain('twice', account.id, about);
    account.rang.add(rang);
    if (Date.parse(firing.firedAt) < plannedMs || nowMs() < plannedMs) complain('early', account.id, about);
    const key = pendingKey(taskId, reminderId);
    const pending = account.pending.get(key);
    if (pending?.atMs !== plannedMs && !isUnderWay(account, firing))
      complain('unplanned', account.id, `${about}; the plan is ${pending ? iso(pending.atMs) : 'none'}`);
    account.pending.delete(key);
    judgeTruth(account, firing, event);
  };

  /**
   * Whether a ringing was being written when its task was completed (deleted, moved) and, before it got there, put back
   * as it was. To the one who rings that task looks as it should, so it rings once, for the moment it is planned for.
   */
  const isUnderWay = (account: Account, { taskId, reminderId, plannedAt }: FiringState): boolean => {
    const plannedMs = Date.parse(plannedAt);
    const droppedMs = account.dropped.get(droppedKey({ taskId, reminderId, atMs: plannedMs })) ?? 0;
    const task = account.tasks.get(taskId);
    const reminder = task?.reminders.find(({ id }) => id === reminderId);
    const isPlan = task && reminder && moment(reminder, task, account.settings) === plannedMs;
    return isPlan === true && droppedMs > nowMs() - LATE_UNDISTURBED_MS;
  };

  const judgeTruth = (account: Account, firing: FiringState, event: Logged) => {
    const { quietHours, zone } = account.settings;
    const task = account.tasks.get(firing.taskId);
    const reminder = task?.reminders.find(({ id }) => id === firing.reminderId);
    const plannedMs = Date.parse(firing.plannedAt);
    const scheduledMs = quietUntil(plannedMs, quietHours, zone) ?? plannedMs;
    const isMissed = event.occurred_at - scheduledMs > MISSED_AFTER_MS;
    const truth = {
      title: task?.title,
      channels: reminder?.channels,
      scheduledAt: iso(scheduledMs),
      acknowledgedAt: isMissed ? firing.firedAt : null,
    };
    if (isMissed) counts.missed += 1;
    const { title, channels, scheduledAt, acknowledgedAt } = firing;
    if (!same({ title, channels, scheduledAt, acknowledgedAt }, truth))
      complain('wrong', account.id, `${JSON.stringify(firing)}, in truth ${JSON.stringify(truth)}`);
    if (event.version !== 1 || event.occurred_at !== Date.parse(firing.firedAt))
      complain('wrong', account.id, `${firing.id} rang at ${firing.firedAt} in version ${event.version}`);
    if (quietUntil(event.occurred_at, quietHours, zone) !== null)
      complain('quiet', account.id, `${firing.id} rang at ${firing.firedAt}, ${JSON.stringify(quietHours)} in ${zone}`);
    const lateMs = event.occurred_at - scheduledMs;
    if (scheduledMs > plannedMs) counts.quiet += 1;
    if (lateMs > LATE_UNDISTURBED_MS) counts.late += 1;
    counts.maxLateMs = Math.max(counts.maxLateMs, lateMs);
  };

  return { observe, accounts, issued, counts: () => ({ ...counts, ...repeats.counts }), complain };
}
export type Judge = ReturnType<typeof createJudge>;

type Tasks = ReadonlyMap<string, TaskState>;

function remember(account: Account, correlationId: string, past: Past) {
  account.history.set(correlationId, past);
  const [oldest] = account.history.keys();
  if (oldest !== undefined && account.history.size > REMEMBERED_COMMANDS) account.history.delete(oldest);
}

/** What a command should make of an account; undoing goes by what the model remembers. */
function expect(command: UserCommand, account: Account, atMs: number, events: readonly Logged[]): Expected {
  if (command.type !== 'undo') return carryOut(command, account, atMs, events[0]?.aggregate_id ?? '');
  const past = account.history.get(command.correlationId);
  const tasks = new Map<string, TaskState>();
  for (const [id, change] of past?.tasks ?? []) {
    const task = account.tasks.get(id);
    const back = task && takeBack(task, change, new Date(atMs).toISOString());
    if (back) tasks.set(id, back);
  }
  return { tasks, settings: past?.settings ? takeBackSettings(account.settings, past.settings) : null };
}

function takeTask(account: Account, event: Logged): Change<TaskState> {
  const after = taskAfter(event);
  const before = account.tasks.get(after.id) ?? null;
  account.tasks.set(after.id, after);
  return { before, after };
}

function seriesIn(events: readonly Logged[]) {
  return events
    .filter((event) => aboutOf(event) === 'series')
    .map((event) => ({ type: event.type, after: seriesAfter(event) }));
}

function withKnownIds(wanted: TaskState, before: TaskState | null, after: TaskState): TaskState {
  const old = new Set(before?.reminders.map(({ id }) => id));
  const fresh = after.reminders.filter(({ id }) => !old.has(id)).map(({ id }) => id);
  const reminders = wanted.reminders.map((each) =>
    each.id === ANY_ID ? { ...each, id: fresh.shift() ?? ANY_ID } : each,
  );
  return { ...wanted, reminders: reminders.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
}

function droppedKey({ taskId, reminderId, atMs }: Pick<Pending, 'taskId' | 'reminderId' | 'atMs'>): string {
  return `${pendingKey(taskId, reminderId)} ${atMs}`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
