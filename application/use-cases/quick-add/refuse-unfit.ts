import { captureProblems, lineProblem } from '#core/capture/capture-problems.ts';
import { AppError, type FieldError } from '#core/errors.ts';
import { nearestNames } from '#core/text/nearest-names.ts';
import type { TextRead } from './read-text.ts';

/**
 * Refuses a text of which a line makes no task.
 *
 * @throws AppError with the place of each line and word that is in the way
 */
export function refuseUnfit(
  { lines, lists }: TextRead,
  { text, createList }: { text: string; createList: boolean },
): void {
  if (lines.length === 0) {
    const errors = [{ path: 'text', message: 'must say something' }];
    throw new AppError('validation_failed', 'The text has no line that says something.', { errors });
  }
  const wrong = lines.flatMap((line, at) => captureProblems(line, at, text));
  if (wrong.length > 0) {
    throw new AppError('validation_failed', `Nothing was added: ${describe(wrong)}`, { errors: wrong });
  }
  if (createList) return;
  const names = lists.map(({ name }) => name);
  const unknown = lines.flatMap((line, at) => {
    const { list } = line.capture;
    if (list === null || line.listId !== null) return [];
    const near = nearestNames(list, names);
    const hint = near.length > 0 ? ` Nearest: ${near.join(', ')}.` : '';
    const message = `There is no open list “${list}”.${hint}`;
    return [lineProblem(line, at, text, ['list'], message)];
  });
  const [first] = unknown;
  if (!first) return;
  const detail = `${first.message} Nothing was added. Choose one of your lists, or ask for the list to be made.`;
  throw new AppError('not_found', detail, { errors: unknown });
}

function describe([first]: readonly FieldError[]): string {
  const [, at = '0', ...field] = first?.path.split('.') ?? [];
  return `line ${Number(at) + 1}, ${field.join('.')} ${first?.message ?? ''}.`;
}
