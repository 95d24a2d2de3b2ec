import { toEpochMs } from '#core/instant.ts';
import type { RungTask } from '#core/query/bell.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { dueWords } from '../ui/format/due-words.ts';
import type { MomentContext } from '../ui/format/relative-time.ts';
import { latenessWords, wasHeldBack } from './lateness-words.ts';
import { momentWords } from './moment-words.ts';

export interface FiringFact {
  text: string;
  tone?: 'late' | 'done';
}

/**
 * What is worth knowing about a ringing, in the order it is read: what became of the task, when it is due, how late it
 * rang.
 *
 * @param task null when it is gone for good; undefined while nobody knows
 */
export function firingFacts(firing: Firing, task: RungTask | null | undefined, moment: MomentContext): FiringFact[] {
  const late = latenessWords(firing);
  return [
    ...(task === undefined ? [] : taskFacts(firing, task, moment)),
    ...(late === null ? [] : [{ text: late, tone: 'late' as const }]),
    ...(wasHeldBack(firing) ? [{ text: 'after quiet hours' }] : []),
  ];
}

function taskFacts(firing: Firing, task: RungTask | null, moment: MomentContext): FiringFact[] {
  if (task === null || task.deletedAt !== null) return [{ text: task === null ? 'deleted' : 'in the trash' }];
  if (task.status === 'completed') return [{ text: 'completed', tone: 'done' }];
  const until = snoozedUntilMs(task, firing, moment.nowMs);
  const due = task.due === null ? [] : [{ text: `due ${dueText(task.due, moment)}` }];
  return until === null ? due : [{ text: `snoozed until ${momentWords(until, moment)}` }, ...due];
}

/** When a reminder that was put off after this ringing rings again; null when it was not, or has. */
export function snoozedUntilMs(
  task: Pick<RungTask, 'reminders'>,
  { reminderId, firedAt }: Pick<Firing, 'reminderId' | 'firedAt'>,
  nowMs: number,
): number | null {
  const ringAt = task.reminders.find(({ id }) => id === reminderId)?.ringAt ?? null;
  const atMs = ringAt === null ? 0 : toEpochMs(ringAt);
  return atMs > Math.max(nowMs, toEpochMs(firedAt)) ? atMs : null;
}

/** Told as it was, also when it has passed: how late the task is says its row. */
function dueText(due: NonNullable<RungTask['due']>, moment: MomentContext): string {
  const { text } = dueWords(due, { ...moment, isDone: true });
  return text.replace(/^(?:Today|Tomorrow|Yesterday)\b/, (word) => word.toLowerCase());
}
