import { MAX_REMINDERS_PER_TASK } from '#core/reminder/reminder.ts';
import { MAX_TAGS_PER_TASK } from '#core/tag/tag.ts';
import { MAX_TITLE_CHARACTERS } from '#core/task/task.ts';
import { characterLength } from '#core/text/text-schema.ts';
import type { Said } from './said.ts';

/** What of a line is more than a task takes, in words; null when nothing is. */
export function tooMuch({ title, tags, reminders = [] }: Said): string | null {
  const over = characterLength(title) - MAX_TITLE_CHARACTERS;
  if (over > 0)
    return `A title has at most ${MAX_TITLE_CHARACTERS} characters; “${[...title].slice(0, 24).join('')}…” has ${over} more.`;
  if (tags.length > MAX_TAGS_PER_TASK) return `A task has at most ${MAX_TAGS_PER_TASK} tags.`;
  if (reminders.length > MAX_REMINDERS_PER_TASK) return `A task has at most ${MAX_REMINDERS_PER_TASK} reminders.`;
  return null;
}
