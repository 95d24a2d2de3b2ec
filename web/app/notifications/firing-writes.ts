import { toInstant } from '#core/instant.ts';
import type { RungTask } from '#core/query/bell.ts';
import type { Snooze } from '#core/reminder/commands.ts';
import { snoozedUntil } from '#core/reminder/decide-snooze.ts';
import type { Settings } from '#core/settings/settings.ts';
import { shortenTitle } from '../commands/shorten-title.ts';
import type { NewWrite } from '../commands/write.ts';
import { momentWords } from './moment-words.ts';

/** Says that somebody has noticed. No gesture that could be undone: the toast is gone, and that was all. */
export function acknowledgeFirings(firingIds: readonly string[]): NewWrite {
  return {
    commands: chunks(firingIds).map((ids) => ({ type: 'reminder.acknowledge', firingIds: ids })),
    label: 'Noticed',
    subjects: firingIds,
    isQuiet: true,
    isRefusalQuiet: true,
    isFinal: true,
  };
}

/** What rings is noticed by it too: whoever marks everything as read has seen it. */
export function readEverything(ringingIds: readonly string[]): NewWrite {
  const noticed = acknowledgeFirings(ringingIds);
  return {
    ...noticed,
    commands: [...noticed.commands, { type: 'reminder.read', firingIds: 'all' }],
    subjects: [...ringingIds, 'bell'],
    isRefusalQuiet: false,
  };
}

/** Done is noticed as well. Undoing it opens the task again, and nothing rings from the past. */
export function completeRung(
  task: Pick<RungTask, 'id' | 'title' | 'status' | 'completedAt'>,
  { ringingIds, now }: { ringingIds: readonly string[]; now: string },
): NewWrite {
  return {
    commands: [{ type: 'task.complete', taskId: task.id }, ...acknowledgeFirings(ringingIds).commands],
    label: `Completed “${shortenTitle(task.title)}”`,
    changes: [{ task, overlay: { status: 'completed', completedAt: now } }],
  };
}

export interface SnoozedReminder {
  taskId: string;
  reminderId: string;
  /** Of the task. */
  title: string;
}

/** Puts a reminder off and says until when; the due stays where it is. */
export function snoozeReminder(
  { taskId, reminderId, title }: SnoozedReminder,
  snooze: Snooze,
  { settings, nowMs }: { settings: Settings; nowMs: number },
): NewWrite {
  const until = momentWords(snoozedUntil(snooze, settings, nowMs), { nowMs, ...settings });
  return {
    commands: [{ type: 'reminder.snooze', taskId, reminderId, snooze }],
    label: `Snoozed until ${until}: “${shortenTitle(title)}”`,
    subjects: [taskId],
  };
}

/** A moment that somebody picked on a clock. */
export function snoozeUntil(epochMs: number): Snooze {
  return { kind: 'until', at: toInstant(epochMs) };
}

const MAX_IDS_PER_COMMAND = 200;

function chunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / MAX_IDS_PER_COMMAND);
  return Array.from({ length: count }, (_, at) => ids.slice(at * MAX_IDS_PER_COMMAND, (at + 1) * MAX_IDS_PER_COMMAND));
}
