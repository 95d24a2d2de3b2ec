import { useState } from 'react';
import { INBOX_ID } from '#core/ids.ts';
import type { NewReminder } from '#core/reminder/commands.ts';
import type { Reminder } from '#core/reminder/reminder.ts';
import type { Due } from '#core/task/due.ts';
import type { Priority } from '#core/task/task.ts';
import { newId } from '../commands/mint-id.ts';
import type { TaskDraft } from '../commands/task-writes.ts';
import { defaultReminder } from '../reminders/default-reminder.ts';
import type { RepeatValue } from '../repeat/repeat-value.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import type { View } from './view.ts';

/** What has been chosen; what has not is as the view and the settings have it. */
interface Chosen {
  due?: Due | null;
  repeat?: RepeatValue | null;
  reminders?: readonly Reminder[];
  priority?: Priority;
  tags?: readonly string[];
  listId?: string;
}

/** A task that is being written: everything but its title. */
export function useTaskDraft(view: View) {
  const { overview, nowMs, today } = useWorkspace();
  const { settings } = overview;
  const [chosen, setChosen] = useState<Chosen>({});
  const standardDue: Due | null = view.kind === 'today' ? { kind: 'date', date: today } : (view.draft.due ?? null);
  const due = chosen.due === undefined ? standardDue : chosen.due;
  const standard = defaultReminder(due, settings, nowMs);
  const draft = {
    due,
    // Without a due there is nothing that could come again.
    repeat: due === null ? null : (chosen.repeat ?? null),
    reminders: chosen.reminders ?? (standard ? [standard] : []),
    priority: chosen.priority ?? ('none' satisfies Priority),
    tags: chosen.tags ?? view.draft.tags ?? [],
    listId: chosen.listId ?? view.draft.listId ?? INBOX_ID,
  };
  /** As it is sent. Reminders nobody touched are left to the server, which makes the default one itself. */
  const finish = (title: string): TaskDraft => {
    const { due: when, priority, tags, listId, repeat } = draft;
    return {
      title,
      due: when,
      priority,
      tags,
      listId,
      recurrence: repeat ? { ...repeat, seriesId: newId('series') } : null,
      reminders: chosen.reminders ? chosen.reminders.map(asNew) : null,
    };
  };
  return {
    draft,
    set: (changed: Chosen) => setChosen((before) => ({ ...before, ...changed })),
    clear: () => setChosen({}),
    finish,
  };
}

function asNew({ when, channels }: Reminder): NewReminder {
  return { reminderId: newId('reminder'), when, channels };
}
