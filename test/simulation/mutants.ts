/** A mistake that the simulation has to find, as a change of one place in the program. */
export interface Mutant {
  name: string;
  /** What somebody might do. */
  what: string;
  file: string;
  find: string;
  replace: string;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no-watchdog',
    what: 'the watchdog looks at nothing that is overdue',
    file: 'application/use-cases/hub/watchdog.ts',
    find: 'await findOverdueUsers(db, nowMs, MAX_OVERDUE_USERS)',
    replace: '[]',
  },
  {
    name: 'early',
    what: 'timers are due a minute before their time',
    file: 'application/db/queries/find-due-timers.ts',
    find: 'AND fire_at <=',
    replace: 'AND fire_at - 60000 <=',
  },
  {
    name: 'slow',
    what: 'timers are due a minute and a half after their time',
    file: 'application/db/queries/find-due-timers.ts',
    find: 'AND fire_at <=',
    replace: 'AND fire_at + 90000 <=',
  },
  {
    name: 'lost-alarm-stays-lost',
    what: 'a hub leaves an alarm alone that stands in the past',
    file: 'durable-objects/arm-alarm.ts',
    find: 'if (standing !== atMs || atMs <= nowMs)',
    replace: 'if (standing !== atMs)',
  },
  {
    name: 'keyless',
    what: 'what was done under a key is not remembered',
    file: 'application/use-cases/execute-commands.ts',
    find: 'record: key === null || requestHash === null ?',
    replace: 'record: key !== undefined ?',
  },
  {
    name: 'doubled',
    what: 'a ringing does not look whether it rang, and its id is not made of its moment',
    file: 'core/reminder/firing.ts',
    find: "deriveId('firing', taskId, reminderId, plannedAt)",
    replace: "deriveId('firing', taskId, reminderId, plannedAt, String(globalThis.performance.now()))",
  },
  {
    name: 'past-on-restore',
    what: 'what comes back rings from the past',
    file: 'application/db/project-rings.ts',
    find: 'atMs === null || atMs < nowMs).map',
    replace: 'atMs === null).map',
  },
  {
    name: 'no-quiet',
    what: 'quiet hours are forgotten where it rings',
    file: 'core/settings/quiet-hours.ts',
    find: 'if (quiet === null) return null;',
    replace: 'if (quiet === null || quiet.from) return null;',
  },
  {
    name: 'overtaken',
    what: 'a timer whose plan changed in the second of ringing counts as through',
    file: 'application/use-cases/hub/ring-reminders.ts',
    find: "replies[at]?.status === 'refused'",
    replace: 'replies[at]?.status === undefined',
  },
  {
    name: 'overtaken-slot',
    what: 'a slot that a change of zone put off in the second of its coming counts as through',
    file: 'application/use-cases/hub/make-occurrences.ts',
    find: 'reply.changed === 0',
    replace: 'reply.changed < 0',
  },
  {
    name: 'homesick',
    what: 'a change of zone plans nothing anew',
    file: 'application/db/project-settings.ts',
    find: 'return before.zone !== after.zone || before.morning',
    replace: 'return before.morning',
  },
  {
    name: 'next-twice',
    what: 'completing any occurrence makes a next one, not only the current',
    file: 'core/series/advance-series.ts',
    find: "series?.status !== 'active' || series.current.taskId !== task.id",
    replace: "series?.status !== 'active'",
  },
  {
    name: 'every-other',
    what: 'a schedule passes over every other slot',
    file: 'core/series/decide-occur.ts',
    find: 'exceptWhere(series, nextSlot(series, passed))',
    replace: 'exceptWhere(series, nextSlot(series, nextSlot(series, passed) ?? passed))',
  },
  {
    name: 'catch-up',
    what: 'a schedule makes up for all it missed, whatever it says',
    file: 'core/series/decide-occur.ts',
    find: "series.trigger.missed === 'all'",
    replace: 'series.trigger.missed !== null',
  },
  {
    name: 'called-off-by-itself',
    what: 'the timer that has just rung calls off what it rang, to a notifier that is quick',
    file: 'application/db/queries/read-claim.ts',
    find: ' AND timers.planned_at IS NOT firing.planned_at',
    replace: '',
  },
  {
    name: 'never-asked-again',
    what: 'what rang and nobody came for is not asked for again',
    file: 'application/use-cases/hub/wake-notifiers.ts',
    find: 'if (againMs === null) givenUp.push(...own);',
    replace: 'if (againMs !== undefined) continue;',
  },
  {
    name: 'impatient',
    what: 'a message is handed out before its next try',
    file: 'core/delivery/plan-claim.ts',
    find: 'nextAttemptAtMs !== null && nextAttemptAtMs > nowMs',
    replace: 'nextAttemptAtMs !== null && nextAttemptAtMs < 0',
  },
  {
    name: 'forgetful',
    what: 'a report is answered and not written down',
    file: 'application/use-cases/notifier/report-message.ts',
    find: "return { status: 'sent', reason: null, nextAttemptAtMs: null, type: 'notification.sent' };",
    replace:
      "return { status: 'waiting', reason: null, nextAttemptAtMs: message.nextAttemptAtMs, type: 'notification.sent' };",
  },
];
