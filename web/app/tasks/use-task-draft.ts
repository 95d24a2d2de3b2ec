import { useState } from 'react';
import { INBOX_ID } from '#core/ids.ts';
import type { NewReminder } from '#core/reminder/commands.ts';
import type { Reminder } from '#core/reminder/reminder.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { Due } from '#core/task/due.ts';
import type { Priority } from '#core/task/task.ts';
import { newId } from '../commands/mint-id.ts';
import type { TaskDraft } from '../commands/task-writes.ts';
import { defaultReminder } from '../reminders/default-reminder.ts';
import type { RepeatValue } from '../repeat/repeat-value.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import type { SaidBesides } from './capture/said.ts';
import type { View } from './view.ts';

/** What has been chosen in the fields; what has not is as the text says, or the view and the settings have it. */
export interface Chosen {
  due?: Due | null;
  repeat?: RepeatValue | null;
  reminders?: readonly Reminder[];
  priority?: Priority;
  /** Besides those in the text. */
  tags?: readonly string[];
  listId?: string;
}

/** Everything of a task that is being written but its title. */
export interface Draft {
  due: Due | null;
  repeat: RepeatValue | null;
  reminders: readonly Reminder[];
  /** Whether the settings alone say which reminders there are. */
  hasOwnReminders: boolean;
  priority: Priority;
  tags: readonly string[];
  chosenTags: readonly string[];
  listId: string;
  newList: string | null;
}

/** Tasks that are being written into the box of a view. */
export function useTaskDraft(view: View) {
  const { overview, nowMs, today } = useWorkspace();
  const { settings } = overview;
  const [chosen, setChosen] = useState<Chosen>({});
  const standardDue: Due | null = view.kind === 'today' ? { kind: 'date', date: today } : (view.draft.due ?? null);
  const draftOf = (said: SaidBesides): Draft => {
    const due = chosen.due === undefined ? (said.due ?? standardDue) : chosen.due;
    const own = chosen.reminders ?? said.reminders?.map((when, at) => heldReminder(when, at, settings));
    const standard = defaultReminder(due, settings, nowMs);
    const chosenTags = chosen.tags ?? view.draft.tags ?? [];
    return {
      due,
      // Without a due there is nothing that could come again.
      repeat: due === null ? null : chosen.repeat === undefined ? (said.repeat ?? null) : chosen.repeat,
      reminders: own ?? (standard ? [standard] : []),
      hasOwnReminders: own !== undefined,
      priority: chosen.priority ?? said.priority ?? 'none',
      tags: [...new Set([...chosenTags, ...said.tags])],
      chosenTags,
      listId: chosen.listId ?? said.listId ?? view.draft.listId ?? INBOX_ID,
      newList: chosen.listId === undefined ? (said.newList ?? null) : null,
    };
  };
  return {
    chosen,
    draftOf,
    set: (changed: Chosen) => setChosen((before) => ({ ...before, ...changed })),
    clear: () => setChosen({}),
  };
}

/** As it is sent. Reminders nobody spoke of are left to the server, which makes the default one itself. */
export function finishDraft(title: string, draft: Draft): TaskDraft {
  const { due, priority, tags, listId, repeat, reminders, hasOwnReminders } = draft;
  return {
    title,
    due,
    priority,
    tags,
    listId,
    recurrence: repeat ? { ...repeat, seriesId: newId('series') } : null,
    reminders: hasOwnReminders ? reminders.map(asNew) : null,
  };
}

function heldReminder(when: Reminder['when'], at: number, { reminderChannels: channels }: Settings): Reminder {
  return { id: `said ${at}`, when, channels, ringAt: null };
}

function asNew({ when, channels }: Reminder): NewReminder {
  return { reminderId: newId('reminder'), when, channels };
}
