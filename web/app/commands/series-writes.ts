import type { CommandInput } from '#core/command/command.ts';
import type { UpdateSeries } from '#core/series/commands.ts';
import type { Trigger } from '#core/series/series.ts';
import type { Due } from '#core/task/due.ts';
import type { Task } from '#core/task/task.ts';
import { shortenTitle } from './shorten-title.ts';
import type { NewWrite } from './write.ts';

/** Gestures on what repeats. What becomes of its tasks is the server's to say: it has the rule. */

/** A series, and what it is called. */
export interface NamedSeries {
  id: string;
  title: string;
}

/** A task from now on repeats; its due moves first when the picker moved it. */
export function startSeries(
  task: Task,
  { seriesId, due, rule, trigger }: { seriesId: string; due: Due; rule: string; trigger: Trigger },
  text: string,
): NewWrite {
  const isMoved = JSON.stringify(due) !== JSON.stringify(task.due);
  const commands: CommandInput[] = [
    ...(isMoved ? [{ type: 'task.update' as const, taskId: task.id, patch: { due } }] : []),
    { type: 'series.start', taskId: task.id, recurrence: { seriesId, rule, trigger } },
  ];
  return {
    commands,
    label: `${text}: “${shortenTitle(task.title)}”`,
    changes: [{ task, overlay: { due } }],
    subjects: [seriesId],
  };
}

export function updateSeries(
  series: NamedSeries,
  patch: UpdateSeries['patch'],
  scope: UpdateSeries['scope'] = 'following',
): NewWrite {
  return onSeries(series, 'Changed', { type: 'series.update', seriesId: series.id, patch, scope });
}

export function pauseSeries(series: NamedSeries): NewWrite {
  return onSeries(series, 'Paused', { type: 'series.pause', seriesId: series.id });
}

export function resumeSeries(series: NamedSeries): NewWrite {
  return onSeries(series, 'Resumed', { type: 'series.resume', seriesId: series.id });
}

export function stopSeries(series: NamedSeries): NewWrite {
  return onSeries(series, 'No longer repeats:', { type: 'series.stop', seriesId: series.id });
}

/** Leaves out the current occurrence, which gives way to the next. */
export function skipCurrent(series: NamedSeries): NewWrite {
  return onSeries(series, 'Skipped', { type: 'series.skip', seriesId: series.id });
}

/** Leaves out a date ahead. */
export function skipSlot(series: NamedSeries, slot: string, day: string): NewWrite {
  return onSeries(series, `Skipped ${day}:`, { type: 'series.skip', seriesId: series.id, slot });
}

/** Makes the task of a date ahead now, due then or at another time. */
export function makeSlot(series: NamedSeries, slot: string, day: string, due?: Due): NewWrite {
  const command = { type: 'series.make', seriesId: series.id, slot, ...(due ? { due } : {}) } as const;
  return onSeries(series, due ? `Moved to ${day}:` : `Made for ${day}:`, command);
}

function onSeries(series: NamedSeries, verb: string, command: CommandInput): NewWrite {
  return { commands: [command], label: `${verb} “${shortenTitle(series.title)}”`, subjects: [series.id] };
}
