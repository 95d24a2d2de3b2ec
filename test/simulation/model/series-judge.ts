import type { UserCommand } from '#core/command/command.ts';
import { addDays, instantOf, wallAt } from '../wall-clock.ts';
import { type Complain, LATE_DISTURBED_MS, LATE_UNDISTURBED_MS } from './promises.ts';
import { slotsOf } from './slots.ts';
import type { Account, SeriesState, TaskState } from './state.ts';

export interface SeriesJudgeDeps {
  nowMs: () => number;
  at: (atMs: number, work: () => void) => void;
  troubledUntilMs: (userId: string) => number;
  complain: Complain;
  /** A schedule comes to its next slot then, as far as is known now. */
  onSlot: (account: Account, seriesId: string, atMs: number) => void;
}

/** A commit in which a series is told of, or a task that repeats is completed. */
export interface SeriesCommit {
  account: Account;
  /** Null when the schedule wrote it. */
  command: UserCommand | null;
  /** When it was decided, in ms since the epoch. */
  atMs: number;
  /** The tasks it wrote, as they were and as they are. */
  tasks: ReadonlyMap<string, { before: TaskState | null; after: TaskState }>;
  /** The series it wrote, in order; what they were before is still in the account. */
  series: readonly { type: string; after: SeriesState }[];
}

/** What the schedule is more than this late with counts as missed. */
const ON_TIME_MS = 3_600_000;

/** Watches over what repeats: one next occurrence for one completion, each slot of a schedule once and at its wall-clock time. */
export function createSeriesJudge({ nowMs, at, troubledUntilMs, complain, onSlot }: SeriesJudgeDeps) {
  const counts = { series: 0, completedOn: 0, scheduled: 0, skipped: 0, finished: 0 };

  const observe = (commit: SeriesCommit): void => {
    const { account, command, series } = commit;
    if (command?.type === 'task.complete') judgeCompletion(commit, command.taskId);
    if (command === null) for (const { type, after } of series) judgeSchedule(commit, type, after);
    for (const { type, after } of series) {
      if (type === 'recurrence.created') counts.series += 1;
      if (type === 'recurrence.finished') counts.finished += 1;
      account.series.set(after.id, { ...after, sinceMs: nowMs() });
      const now = account.series.get(after.id);
      if (!now) continue;
      watch(account, now);
      if (now.next !== null) onSlot(account, now.id, slotMs(now.next, now.zone ?? account.settings.zone));
    }
    judgeOnlyOne(commit);
  };

  /** Top-level tasks of a series that are there now and were not before. */
  const madeOf = ({ tasks }: SeriesCommit, seriesId: string): TaskState[] =>
    [...tasks.values()].flatMap(({ before, after }) => {
      const isNew = before === null || before.deletedAt !== null;
      return isNew && after.deletedAt === null && after.parentId === null && after.series?.id === seriesId
        ? [after]
        : [];
    });

  const judgeCompletion = (commit: SeriesCommit, taskId: string) => {
    const { account, atMs, series: written, tasks } = commit;
    const done = tasks.get(taskId)?.before;
    const series = done?.series ? account.series.get(done.series.id) : undefined;
    if (!done || !series) return;
    const made = madeOf(commit, series.id);
    const isCurrent = series.current.taskId === taskId && series.status === 'active';
    const about = `completing ${taskId} of ${series.id}, slot ${series.current.slot}, ${series.rule}`;
    if (!isCurrent || series.trigger.kind !== 'on_completion') {
      if (made.length > 0) complain('next', account.id, `${about}: makes ${made.length}, wanted none`);
      return;
    }
    counts.completedOn += 1;
    const expected = afterCompletion(series, done, account.settings.zone, atMs);
    const isFinished = written.some(({ type }) => type === 'recurrence.finished');
    // One that was taken back, and that somebody took out of the trash, is there already.
    const goesOnTo = written.findLast(({ after }) => after.id === series.id)?.after.current.taskId;
    const next = goesOnTo === undefined ? undefined : account.tasks.get(goesOnTo);
    const isNext = next?.series?.slot === expected && next?.deletedAt === null && made.every((each) => each === next);
    if (expected === null ? made.length > 0 || !isFinished : !isNext || made.length > 1)
      complain('next', account.id, `${about}: made ${made.map((task) => task.series?.slot)}, wanted ${expected}`);
    if (expected !== null && next) judgeContent(commit, series, next, done);
  };

  /** What comes next says what the one before said, and is due when its slot says; its reminders start anew. */
  const judgeContent = ({ account }: SeriesCommit, series: SeriesState, next: TaskState, from: TaskState) => {
    const slot = next.series?.slot ?? '';
    const due =
      slot.length === 10
        ? { kind: 'date', date: slot }
        : series.zone === null
          ? { kind: 'floating', local: slot }
          : { kind: 'fixed', local: slot, zone: series.zone };
    const leads = (task: TaskState) =>
      task.reminders.flatMap(({ when }) => (when.kind === 'before' ? when.minutes : [])).sort((a, b) => a - b);
    const isSame =
      next.status === 'open' &&
      next.title === (series.aside?.title ?? from.title) &&
      JSON.stringify(leads(next)) === JSON.stringify(leads(from)) &&
      next.reminders.every(({ ringAt }) => ringAt === null) &&
      JSON.stringify(Object.entries(next.due ?? {}).sort()) === JSON.stringify(Object.entries(due).sort());
    if (!isSame) complain('next', account.id, `${JSON.stringify(next)} from ${JSON.stringify(from)} of ${series.id}`);
  };

  const judgeSchedule = (commit: SeriesCommit, type: string, after: SeriesState) => {
    const { account, atMs } = commit;
    const series = account.series.get(after.id);
    if (!series || type === 'recurrence.finished') return;
    const zone = series.zone ?? account.settings.zone;
    const about = `${series.id} (${series.rule}, next ${series.next}, ${JSON.stringify(series.trigger)}): ${type}`;
    if (series.status !== 'active' || series.next === null || series.trigger.kind !== 'on_schedule')
      return complain('slot', account.id, `${about} of what is ${series.status}`);
    if (slotMs(series.next, zone) > Math.min(atMs, nowMs())) complain('slot', account.id, `${about} too early`);
    const passed = ahead(series, series.next).filter((slot) => slotMs(slot, zone) <= atMs);
    const last = passed.at(-1) ?? series.next;
    const isMissed = slotMs(last, zone) < atMs - ON_TIME_MS;
    const { missed } = series.trigger;
    const wanted = missed === 'all' ? series.next : missed === 'none' && isMissed ? null : last;
    const made = madeOf(commit, series.id).map((task) => task.series?.slot ?? null);
    if (made.length > 1 || (made[0] ?? null) !== wanted)
      complain('slot', account.id, `${about} made ${made}, wanted ${wanted}`);
    const following = ahead(series, wanted ?? last)[1] ?? null;
    if (after.next !== following)
      complain('slot', account.id, `${about} goes on to ${after.next}, wanted ${following}`);
    counts[wanted === null ? 'skipped' : 'scheduled'] += 1;
    const from = account.tasks.get(series.current.taskId);
    const [next] = madeOf(commit, series.id);
    if (from && next) judgeContent(commit, series, next, from);
  };

  /**
   * No slot has two tasks, whatever made them; ones that people took out of the trash by hand are theirs. “every!” has no
   * slots of its own: what is done a day early comes again on that day.
   */
  const judgeOnlyOne = (commit: SeriesCommit) => {
    const { account, series, tasks } = commit;
    for (const { after } of series.filter((each) => each.after.trigger.anchor !== 'completion')) {
      for (const made of madeOf(commit, after.id)) {
        const isFresh = tasks.get(made.id)?.before === null;
        const twin = [...account.tasks.values()].find(
          (task) =>
            task.id !== made.id &&
            task.parentId === null &&
            task.deletedAt === null &&
            task.series?.id === after.id &&
            task.series.slot === made.series?.slot &&
            !account.cameBack.has(task.id),
        );
        if (isFresh && twin)
          complain('slot', account.id, `${made.id} and ${twin.id} of ${after.id} are both for ${made.series?.slot}`);
      }
    }
  };

  /** Looks again when an occurrence of a schedule should have come by, as long as it stands. */
  const watch = (account: Account, series: SeriesState): void => {
    if (series.status !== 'active' || series.next === null || series.trigger.kind !== 'on_schedule') return;
    at(latestMs(account, series) + 1, () => {
      if (account.series.get(series.id) !== series) return;
      if (latestMs(account, series) >= nowMs()) return watch(account, series);
      complain(
        'slot',
        account.id,
        `${series.id} has not made ${series.next} (${series.rule}, ${JSON.stringify(series.trigger)})`,
      );
    });
  };

  const latestMs = (account: Account, series: SeriesState): number => {
    const { settings, settingsChangedAtMs } = account;
    const slotAtMs = slotMs(series.next ?? '', series.zone ?? settings.zone);
    const dueMs = Math.max(slotAtMs, series.sinceMs, settingsChangedAtMs);
    const troubledMs = troubledUntilMs(account.id);
    if (troubledMs < series.sinceMs - LATE_DISTURBED_MS) return dueMs + LATE_UNDISTURBED_MS;
    return Math.max(dueMs, troubledMs) + LATE_DISTURBED_MS;
  };

  return {
    observe,
    /** The zone changed: slots lie elsewhere now. */
    look: (account: Account) => {
      for (const series of account.series.values()) watch(account, series);
    },
    counts,
  };
}

/** Where a slot lies on the time line: a day at its first instant. */
export function slotMs(slot: string, zone: string): number {
  return instantOf(slot.length === 10 ? `${slot}T00:00` : slot, zone);
}

/** The slots from one on, without those that were taken out. */
function ahead(series: SeriesState, from: string): string[] {
  const slots: string[] = [];
  for (const slot of slotsOf(series.rule, series.start)) {
    if (slot < from || (series.exceptions.includes(slot) && slot !== from)) continue;
    slots.push(slot);
    if (slots.length > 400) break;
  }
  return slots;
}

/** The slot that completing the current occurrence makes; null when the series is over. */
function afterCompletion(series: SeriesState, done: TaskState, userZone: string, nowMs: number): string | null {
  const zone = series.zone ?? userZone;
  const today = wallAt(nowMs, zone).slice(0, 10);
  if (series.trigger.anchor === 'completion') {
    const count = /COUNT=(\d+)/.exec(series.rule)?.[1];
    if (count !== undefined && series.made >= Number(count)) return null;
    const rule = series.rule.replace(/;?COUNT=\d+/, '');
    const interval = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1);
    if (!/BY/.test(rule))
      return `${addDays(today, interval * (rule.includes('WEEKLY') ? 7 : 1))}${series.start.slice(10)}`;
    for (const slot of slotsOf(rule, `${today}${series.start.slice(10)}`)) if (slot.slice(0, 10) > today) return slot;
    return null;
  }
  const from = [series.current.slot, endOf(done, zone) ?? series.current.slot].sort().at(-1) ?? '';
  for (const slot of slotsOf(series.rule, series.start)) {
    if (slot > from && slotMs(slot, zone) > nowMs && !series.exceptions.includes(slot)) return slot;
  }
  return null;
}

/** The last moment on the wall that a due speaks for. */
function endOf({ due }: TaskState, zone: string): string | null {
  if (due === null) return null;
  if (due.kind === 'date') return `${due.date}T23:59`;
  return due.kind === 'floating' || due.zone === zone ? due.local : wallAt(instantOf(due.local, due.zone), zone);
}
