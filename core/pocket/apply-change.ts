import type { Action } from '../chat/choice.ts';
import { isEqualJson, type Json } from '../json.ts';
import type { Due } from '../task/due.ts';
import { type Shift, shiftDue } from '../task/shift-due.ts';
import type { ToolTask } from '../tools/tool-task.ts';
import type { Change } from './change.ts';
import { newDue } from './phrases/read-due.ts';
import { type Phrase, readAmount, readPhrase } from './phrases/read-phrase.ts';
import { readReminders } from './phrases/read-reminder.ts';
import type { PocketContext } from './pocket-context.ts';
import { ask, noOp, skipOrStop } from './sentences.ts';
import { tasksById } from './tasks/look-up.ts';
import type { ClarifyReason, Intent, Meaning, Step } from './understanding.ts';

/** What a change of tasks comes to: the call that makes it, word that it is so already, or why it cannot be. */
export function applyChange(
  change: Change,
  tasks: readonly ToolTask[],
  isGroup: boolean,
  context: PocketContext,
): Step {
  if (tasks.length === 0) return asks('nothing_fits', [], context);
  const ids = tasks.map(({ id }) => id);
  switch (change.kind) {
    case 'complete':
    case 'reopen': {
      const isCompleting = change.kind === 'complete';
      const status = isCompleting ? 'open' : 'completed';
      const left = tasks.filter((task) => task.status === status);
      const intent = isCompleting ? 'complete_task' : 'reopen_task';
      return act(
        intent,
        left.length > 0 ? left : tasks,
        {},
        left.length > 0 && { tool: change.kind, input: { ids: left.map(({ id }) => id) } },
      );
    }
    case 'delete':
      return act(
        'delete_task',
        tasks,
        { needsConfirmation: isGroup || tasks.length > 1 },
        { tool: 'delete', input: { ids } },
      );
    case 'due':
      return setDue(change.when, tasks, context);
    case 'clearDue': {
      const isDated = tasks.some(({ due }) => due !== null);
      return act('set_due', tasks, { due: null }, isDated && rescheduled(ids, { due: 'none' }));
    }
    case 'shift':
      return shift(change, tasks, context);
    case 'priority': {
      const { priority } = change;
      const isNew = tasks.some((task) => task.priority !== priority);
      return act('set_priority', tasks, { priority }, isNew && updated(ids, { priority }));
    }
    case 'addTags': {
      const tags = change.tags;
      const isNew = tasks.some((task) => tags.some((tag) => !task.tags.includes(tag)));
      return act('add_tag', tasks, { tags }, isNew && updated(ids, { addTags: tags }));
    }
    case 'removeTags': {
      const tags = change.tags;
      const isThere = tasks.some((task) => tags.some((tag) => task.tags.includes(tag)));
      return act('remove_tag', tasks, { tags }, isThere && updated(ids, { removeTags: tags }));
    }
    case 'rename': {
      const { title } = change;
      if (tasks.length > 1) return asks('ambiguous', tasks, context);
      return act('update_task', tasks, { titles: [title] }, tasks[0]?.title !== title && updated(ids, { title }));
    }
    case 'note':
      return note(change.notes, tasks, context);
    case 'repeat':
      return repeat(change.rule, tasks, context);
    case 'stop': {
      const repeating = tasks.filter(({ repeats }) => repeats);
      const call = { tool: 'repeat', input: { tasks: repeating.map(({ id }) => ({ id, action: 'stop' })) } };
      return act('stop_recurring', repeating.length > 0 ? repeating : tasks, {}, repeating.length > 0 && call);
    }
    case 'skip': {
      const repeating = tasks.filter(({ repeats }) => repeats);
      if (repeating.length === 0) return act('stop_recurring', tasks, {}, false);
      return asks('skip_or_stop', repeating, context);
    }
    case 'skipOne': {
      const repeating = tasks.filter(({ repeats }) => repeats);
      const call = { tool: 'repeat', input: { tasks: repeating.map(({ id }) => ({ id, action: 'skip' })) } };
      return repeating.length > 0 ? act('update_task', repeating, {}, call) : act('stop_recurring', tasks, {}, false);
    }
    case 'restore':
      return act('reopen_task', tasks, {}, { tool: 'restore', input: { ids } });
    case 'remind':
      return remind(change.phrase, tasks, context);
    case 'cancelReminder': {
      const ringing = tasksById(ids, context).filter(({ reminders }) => reminders.length > 0);
      const call = { tool: 'remind', input: { tasks: ringing.map(({ id }) => ({ id, action: 'cancel' })) } };
      return act('cancel_reminder', tasks, {}, ringing.length > 0 && call);
    }
    case 'show':
      return act('list_tasks', tasks, {}, { tool: 'get', input: { ids } });
    case 'activity':
      return act('query_activity', tasks, {}, { tool: 'activity', input: { task: ids[0] ?? '' } });
  }
}

type Rest = Partial<Omit<Meaning, 'intent' | 'tasks'>>;

/** @param call what makes it so; false when it is so already */
export function act(intent: Intent, tasks: readonly ToolTask[], rest: Rest, call: Action | false): Step {
  const meaning: Meaning = { intent, tasks, isNoOp: false, needsConfirmation: false, ...rest };
  if (call !== false) return { kind: 'do', meaning, call };
  const still = { ...meaning, isNoOp: true };
  return { kind: 'say', meaning: still, text: noOp(still) };
}

export function asks(reason: ClarifyReason, tasks: readonly ToolTask[], _context: PocketContext, said = ''): Step {
  const text = ask(reason, { said, titles: tasks.map(({ title }) => title) });
  const candidates = reason === 'ambiguous' || reason === 'no_such_task' ? tasks : [];
  const isWhether = reason === 'skip_or_stop' && tasks.length === 1;
  const whether = isWhether ? skipOrStop(tasks[0]?.title ?? '') : [];
  const named = candidates.map(({ title, due }) => ({
    label: title,
    detail: due === null ? null : due.kind === 'date' ? due.date : due.local.replace('T', ' '),
    utterance: `"${title}"`,
  }));
  return { kind: 'ask', reason, text, candidates, choices: [...named, ...whether] };
}

function rescheduled(ids: readonly string[], change: Record<string, Json>): Action {
  return { tool: 'reschedule', input: { tasks: ids.map((id) => ({ id, ...change })) } };
}

function updated(ids: readonly string[], change: Record<string, Json>): Action {
  return { tool: 'update', input: { tasks: ids.map((id) => ({ id, ...change })) } };
}

function dueInput(due: Due): Json {
  if (due.kind === 'fixed') return { kind: due.kind, local: due.local, zone: due.zone };
  return due.kind === 'date' ? due.date : due.local;
}

/** A new day keeps the time that each of them has; what is said of several is the day. */
function setDue(when: string, tasks: readonly ToolTask[], context: PocketContext): Step {
  const dues = tasks.map((task) => newDue(when, task.due, context));
  const isSame = dues.every((due) => isEqualJson(due, dues[0] ?? null));
  const due = isSame ? dues[0] : newDue(when, null, context);
  if (!due) return asks('impossible_date', tasks, context, when);
  const items = tasks.map(({ id }, at) => ({ id, due: dueInput(dues[at] ?? due) }));
  const isNew = tasks.some((task, at) => !isEqualJson(task.due, dues[at] ?? due));
  return act('set_due', tasks, { due }, isNew && { tool: 'reschedule', input: { tasks: items } });
}

function shift(
  { amount: words, isEarlier }: Extract<Change, { kind: 'shift' }>,
  tasks: readonly ToolTask[],
  context: PocketContext,
): Step {
  const amount = readAmount(words, context);
  if (amount === null) return asks('impossible_date', tasks, context, words);
  const count = isEarlier ? -amount.count : amount.count;
  const by: Shift = amount.unit === 'year' ? { months: count * 12 } : { [`${amount.unit}s`]: count };
  const undated = tasks.filter(({ due }) => due === null);
  if (undated.length > 0) return asks('no_due_date', undated, context);
  const dues = tasks.map((task) => (task.due === null ? null : shiftDue(task.due, by)));
  // Hours are none of a day: it is asked what time was meant.
  if (dues.includes(null)) return asks('missing_date', tasks, context);
  const due = dues.every((each) => isEqualJson(each, dues[0] ?? null)) ? dues[0] : undefined;
  const input = Object.fromEntries(Object.entries(by).map(([unit, value]) => [unit, Number(value)]));
  return act(
    'set_due',
    tasks,
    due ? { due } : {},
    rescheduled(
      tasks.map(({ id }) => id),
      { by: input },
    ),
  );
}

function note(notes: string, tasks: readonly ToolTask[], context: PocketContext): Step {
  const whole = tasksById(
    tasks.map(({ id }) => id),
    context,
  );
  const changes = whole.map((task) => ({
    id: task.id,
    notes: task.notes === '' ? notes : `${task.notes}\n\n${notes}`,
  }));
  return act('update_task', tasks, { notes }, { tool: 'update', input: { tasks: changes } });
}

function repeat(rule: string, tasks: readonly ToolTask[], context: PocketContext): Step {
  const phrase = readPhrase(rule, context);
  const recurrence = phrase?.meant.recurrence ?? null;
  const first = phrase?.meant.due ?? null;
  if (!phrase || recurrence === null || first === null) return asks('impossible_rule', tasks, context, rule);
  const completed = tasks.filter(({ status }) => status === 'completed');
  if (completed.length > 0) return asks('no_such_task', [], context, completed[0]?.title ?? '');
  const isTold = phrase.hasDay || phrase.hasTime || first.kind !== 'date' || saysStart(phrase);
  const items = tasks.map((task) => {
    const due = task.due === null || isTold ? dueInput(first) : null;
    return {
      id: task.id,
      action: 'set',
      rule: recurrence.rule,
      from: recurrence.trigger,
      ...(due !== null && { due }),
    };
  });
  const told = isTold || tasks.every(({ due }) => due === null) ? { due: first } : {};
  return act('create_recurring', tasks, { recurrence, ...told }, { tool: 'repeat', input: { tasks: items } });
}

function saysStart({ senses }: Phrase): boolean {
  return senses.some(
    (sense) => sense.kind === 'recurrence' && sense.repeat.kind === 'bounds' && sense.repeat.from !== null,
  );
}

function remind(phrase: string, tasks: readonly ToolTask[], context: PocketContext): Step {
  const open = tasks.filter(({ status }) => status === 'open');
  if (open.length === 0) return act('set_reminder', tasks, {}, false);
  const items: Record<string, Json>[] = [];
  const reminders = [];
  for (const task of open) {
    const read = readReminders(phrase, task.due, context);
    if (read === null) return asks('impossible_date', [task], context, phrase);
    if (read.kind === 'noDue') return asks('no_due_date', [task], context);
    reminders.push(...read.reminders);
    items.push({ id: task.id, action: 'set', reminders: read.reminders.map((each) => ({ ...each })) });
  }
  return act('set_reminder', open, { reminders }, { tool: 'remind', input: { tasks: items } });
}
