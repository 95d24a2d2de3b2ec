import type { FieldError } from '../errors.ts';
import type { PartKind, Span } from '../language/capture.ts';
import { NewTaskSchema } from '../task/commands.ts';
import type { CapturedLine } from './capture-lines.ts';
import { capturedTask } from './captured-task.ts';

/** Which words a field of a task comes from. */
const KINDS_OF: Readonly<Record<string, readonly PartKind[]>> = {
  tags: ['tag'],
  reminders: ['reminder'],
  recurrence: ['recurrence'],
  due: ['date', 'time', 'recurrence'],
  priority: ['priority'],
  list: ['list'],
};

/**
 * Why a line makes no task: a title that is too long, more tags or reminders than a task has.
 *
 * @param at which line it is, from 0 on
 */
export function captureProblems(line: CapturedLine, at: number, text: string): FieldError[] {
  const { success, error } = NewTaskSchema.safeParse(capturedTask(line.capture));
  if (success) return [];
  return error.issues.map(({ path, message }) => lineProblem(line, at, text, path.map(String), message));
}

/** What is wrong with a field of the task of a line, with the place in the text that it comes from. */
export function lineProblem(
  line: CapturedLine,
  at: number,
  text: string,
  path: readonly string[],
  message: string,
): FieldError {
  const { start, end } = placeOf(line, path[0] ?? '');
  return {
    path: ['lines', String(at), ...path].join('.'),
    message,
    place: { start, end, found: text.slice(start, end), expected: message },
  };
}

function placeOf(line: CapturedLine, field: string): Span {
  const kinds = KINDS_OF[field] ?? [];
  const parts = line.capture.parts.filter(({ kind, confidence }) => confidence === 'sure' && kinds.includes(kind));
  const [first, last] = [parts[0], parts.at(-1)];
  return { start: first?.start ?? line.start, end: last?.end ?? line.end };
}
