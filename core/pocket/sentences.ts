import type { Due } from '../task/due.ts';
import type { ChangeOutput } from '../tools/change-output.ts';
import type { ReminderInput } from '../tools/fields.ts';
import type { ToolTask } from '../tools/tool-task.ts';
import type { ClarifyReason, Meaning, PocketChoice } from './understanding.ts';

/** What the conversation says, in English: short, calm, exact, with dates written out. Another language is another such table. */
export const SENTENCES = {
  smallTalk: 'Hello. I look after your tasks: tell me what to add, move, finish or find.',
  thanks: 'You are welcome.',
  help: 'You can say things such as “add buy stamps friday at 5pm #post”, “move the dentist to monday”, “finish the second one”, “what is overdue?”, “remind me 30 minutes before”, “make rent repeat every month” and “undo”.',
  notTasks: 'I only look after your tasks, and did not find one in that.',
  nothingToUndo: 'There is nothing of this conversation to take back.',
  addIt: 'Add it as a new task',
  addThem: (count: number) => `Add ${count} tasks`,
  leftAlone: 'All right, nothing was changed.',
  picked: 'Done.',
  soAlready: 'That is so already, so nothing was changed.',
  happened: 'This is what happened:',
  nothingHappened: 'Nothing happened then, as far as the log reaches back.',
  takenBack: 'Taken back.',
  doneAgain: 'Done again.',
  undoWaits: 'Taking that back needs your confirmation. Nothing was changed yet.',
  restWaits: 'The rest needs your confirmation.',
  nothingAsked: 'There is nothing to confirm. Nothing was changed.',
} as const;

export function ask(
  reason: ClarifyReason,
  about: { said?: string; titles?: readonly string[]; detail?: string } = {},
): string {
  const { said = '', titles = [], detail = '' } = about;
  const list = titles.map(quote).join(', ');
  switch (reason) {
    case 'ambiguous':
      return `Which one do you mean: ${list}?`;
    case 'no_such_task':
      return titles.length > 0
        ? `There is no task like ${quote(said)}. Did you mean ${list}?`
        : `There is no task like ${quote(said)}. Nothing was changed.`;
    case 'no_reference':
      return 'I do not know yet which task that is about. Say it again with its name.';
    case 'no_such_place':
      return `The last list has no such place${detail}. Nothing was changed.`;
    case 'impossible_date':
      return `${quote(said)} is no date there is. Nothing was changed.`;
    case 'impossible_rule':
      return `${quote(said)} is no rule a task can repeat by. Nothing was changed.`;
    case 'impossible_priority':
      return `${quote(said)} is no priority. There are urgent (p1), high (p2), medium (p3) and low (p4).`;
    case 'no_due_date':
      return `${list} has no due date to count from. When is it due?`;
    case 'missing_title':
      return 'What should the task be called?';
    case 'missing_date':
      return `When should ${list} be due?`;
    case 'missing_task':
      return 'Which task do you mean?';
    case 'missing_action':
      return `What is to be done with ${list}?`;
    case 'skip_or_stop':
      return `Leave out only this one of ${list}, or stop it for good?`;
    case 'confirm_elsewhere':
      return 'Look at the changes on the card and confirm them there. This changed nothing.';
    case 'nothing_fits':
      return 'No task fits that, so there is nothing to change.';
    case 'not_understood':
      return 'I did not understand that, and changed nothing.';
  }
}

/** The two ways to leave out a task that repeats, as they can be said. */
export function skipOrStop(title: string): PocketChoice[] {
  return [
    { label: 'Only this one', detail: null, utterance: `skip only this one of "${title}"` },
    { label: 'Stop it for good', detail: null, utterance: `stop repeating "${title}"` },
  ];
}

/** Said instead of doing what is so already. */
export function noOp(meaning: Meaning): string {
  const titles = titlesOf(meaning);
  switch (meaning.intent) {
    case 'complete_task':
      return `${titles} ${are(meaning)} completed already.`;
    case 'reopen_task':
      return `${titles} ${are(meaning)} open already.`;
    case 'set_due':
      return `${titles} ${are(meaning)} due then already.`;
    case 'set_priority':
      return `${titles} ${has(meaning)} that priority already.`;
    case 'add_tag':
      return `${titles} ${has(meaning)} that tag already.`;
    case 'remove_tag':
      return `${titles} ${meaning.tasks.length > 1 ? 'do' : 'does'} not have that tag.`;
    case 'stop_recurring':
      return `${titles} ${meaning.tasks.length > 1 ? 'do' : 'does'} not repeat.`;
    case 'set_reminder':
      return `${titles} ${are(meaning)} completed, so nothing was set to ring.`;
    case 'cancel_reminder':
      return `${titles} ${has(meaning)} no reminder.`;
    default:
      return 'That is so already.';
  }
}

/** Said when it is done. */
export function done(meaning: Meaning, locale: string): string {
  const titles = titlesOf(meaning);
  const { due, reminders = [], recurrence, tags = [] } = meaning;
  const repeats = recurrence ? ', repeating' : '';
  switch (meaning.intent) {
    case 'create_task':
    case 'create_recurring': {
      const made = (meaning.titles ?? []).map(quote).join(', ');
      if (made === '') return `${titles} now repeats.`;
      return `Added ${made}${due ? `, due ${dueText(due, locale)}` : ''}${repeats}.`;
    }
    case 'complete_task':
      return `Completed ${titles}.`;
    case 'reopen_task':
      return `Reopened ${titles}.`;
    case 'delete_task':
      return `Put ${titles} in the trash.`;
    case 'set_due':
      if (due === undefined) return `Moved ${titles}.`;
      return due === null
        ? `${titles} ${has(meaning)} no date any more.`
        : `${titles} ${are(meaning)} due ${dueText(due, locale)}.`;
    case 'set_priority':
      return `${titles}: priority ${meaning.priority ?? 'none'}.`;
    case 'add_tag':
      return `Tagged ${titles} with ${tags.map((tag) => `#${tag}`).join(' ')}.`;
    case 'remove_tag':
      return `Took ${tags.map((tag) => `#${tag}`).join(' ')} off ${titles}.`;
    case 'stop_recurring':
      return `${titles} ${meaning.tasks.length > 1 ? 'do' : 'does'} not repeat any more.`;
    case 'set_reminder':
      return `I will remind you of ${titles} ${reminders.map((each) => reminderText(each, locale)).join(' and ')}.`;
    case 'cancel_reminder':
      return `No reminder of ${titles} will ring.`;
    case 'update_task':
      return `Changed ${titles}.`;
    default:
      return '';
  }
}

/** What came of taking back: also what stays, and why. Taking an undo back is doing it again. */
export function takenBack(
  changed: number,
  { blocked, remaining, isRedo }: Pick<ChangeOutput, 'blocked' | 'remaining'> & { isRedo: boolean },
): string {
  if (blocked.length === 0 && remaining === 0) return isRedo ? SENTENCES.doneAgain : SENTENCES.takenBack;
  const what = `${isRedo ? 'Done again' : 'Took back'}: ${changed}.`;
  const stays = blocked.length === 1 ? ' 1 stays as it is:' : ` ${blocked.length} stay as they are:`;
  const reasons = [...new Set(blocked.map(({ reason }) => reason))];
  const why = reasons.length > MAX_REASONS ? [...reasons.slice(0, MAX_REASONS), '…'] : reasons;
  const rest = remaining > 0 ? ` ${remaining} more were too much for one turn; the history takes them back.` : '';
  return `${what}${blocked.length > 0 ? `${stays} ${why.join(' ')}` : ''}${rest}`;
}

const MAX_REASONS = 3;

/** Above a list. */
export function found(meaning: Meaning, total: number): string {
  const what = meaning.intent === 'show_overdue' ? 'overdue ' : '';
  if (total === 0) return meaning.intent === 'show_overdue' ? 'Nothing is overdue.' : 'No task fits that.';
  return total === 1 ? `One ${what}task:` : `${total} ${what}tasks:`;
}

export function confirm(meaning: Meaning): string {
  const count = meaning.tasks.length;
  const what = meaning.intent === 'delete_task' ? 'Deleting' : 'Changing';
  return `${what} ${count === 1 ? 'one task' : `${count} tasks`} needs your confirmation. Nothing was changed yet.`;
}

/** A due with its weekday and year, as nobody can take for another one. */
export function dueText(due: Due, locale: string): string {
  const local = due.kind === 'date' ? `${due.date}T00:00` : due.local;
  const moment = new Date(`${local}:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(moment);
  // Part by part: what stands between them differs from one runtime to the next.
  const names = [part({ weekday: 'long' }), String(moment.getUTCDate()), part({ month: 'long' })];
  const date = [...names, String(moment.getUTCFullYear())].join(' ');
  return due.kind === 'date' ? date : `${date}, ${due.local.slice(11)}`;
}

function reminderText(reminder: ReminderInput, locale: string): string {
  if ('at' in reminder) return `on ${dueText({ kind: 'floating', local: reminder.at }, locale)}`;
  const minutes = reminder.before_minutes;
  if (minutes === 0) return 'when it is due';
  const [count, unit] =
    minutes % 1440 === 0 ? [minutes / 1440, 'day'] : minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'} before`;
}

export function quote(title: string): string {
  return `“${title}”`;
}

function titlesOf({ tasks }: Meaning): string {
  const [first, ...others] = tasks.map(({ title }: ToolTask) => quote(title));
  if (first === undefined) return 'It';
  if (others.length === 0) return first;
  if (others.length > 3) return `${tasks.length} tasks`;
  return `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)}`;
}

function are({ tasks }: Meaning): string {
  return tasks.length > 1 ? 'are' : 'is';
}

function has({ tasks }: Meaning): string {
  return tasks.length > 1 ? 'have' : 'has';
}
