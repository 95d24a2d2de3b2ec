import { same } from './carry-out.ts';
import type { Change, ReminderState, SettingsState, TaskState } from './state.ts';

const FIELDS = ['title', 'status', 'due', 'completedAt', 'deletedAt', 'parentId', 'series'] as const;

/**
 * What undoing makes of a task; null when a later change stands in the way, so that nothing may happen to it. Each field
 * that still holds what the command gave it gets its old value again, each reminder by itself.
 */
export function takeBack(now: TaskState, { before, after }: Change<TaskState>, nowIso: string): TaskState | null {
  if (before === null) return { ...now, deletedAt: now.deletedAt ?? nowIso };
  const back = { ...now };
  for (const field of FIELDS) {
    if (same(before[field], after[field]) || same(now[field], before[field])) continue;
    if (!same(now[field], after[field])) return null;
    Object.assign(back, { [field]: before[field] });
  }
  return { ...back, reminders: takeBackEach(now.reminders, before.reminders, after.reminders) };
}

function takeBackEach(now: ReminderState[], before: ReminderState[], after: ReminderState[]): ReminderState[] {
  const ids = new Set([...now, ...before].map(({ id }) => id));
  const of = (list: ReminderState[], id: string) => list.find((each) => each.id === id);
  return [...ids].sort().flatMap((id) => {
    const [is, was, became] = [of(now, id), of(before, id), of(after, id)];
    const isOurs = !same(was, became);
    if (isOurs && same(is, became)) return was ?? [];
    return is ?? [];
  });
}

export function takeBackSettings(now: SettingsState, { before, after }: Change<SettingsState>): SettingsState {
  const back = { ...now };
  for (const field of Object.keys(now) as (keyof SettingsState)[]) {
    if (before && !same(before[field], after[field]) && same(now[field], after[field]))
      Object.assign(back, { [field]: before[field] });
  }
  return back;
}
