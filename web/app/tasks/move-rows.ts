import { orderKeyBetween } from '#core/order-key.ts';
import type { Task } from '#core/task/task.ts';
import { reorder } from '../commands/task-writes.ts';
import type { NewWrite } from '../commands/write.ts';

/** Puts a row one place up or down among its neighbours. */
export function moveBy(rows: readonly Task[], task: Task, by: -1 | 1, write: (write: NewWrite) => void): void {
  const others = rows.filter(({ id }) => id !== task.id);
  const index = rows.findIndex(({ id }) => id === task.id) + by;
  const neighbour = by === 1 ? others[index - 1] : others[index];
  if (neighbour) moveBeside(rows, task, { id: neighbour.id, side: by === 1 ? 'after' : 'before' }, write);
}

/** Puts a row right before or after another one. */
export function moveBeside(
  rows: readonly Task[],
  task: Task,
  target: { id: string; side: 'before' | 'after' },
  write: (write: NewWrite) => void,
): void {
  const others = rows.filter(({ id }) => id !== task.id);
  const at = others.findIndex(({ id }) => id === target.id);
  const neighbour = others[at];
  if (!neighbour) return;
  const [low, high] = target.side === 'after' ? [neighbour, others[at + 1]] : [others[at - 1], neighbour];
  const key = keyBetween(low?.orderKey ?? null, high?.orderKey ?? null);
  if (key === null) return;
  write(reorder(task, target.side === 'after' ? { after: neighbour.id } : { before: neighbour.id }, key));
}

/** Null between rows that the server has not placed yet: their keys are not known, so nothing can stand between them. */
function keyBetween(low: string | null, high: string | null): string | null {
  try {
    return orderKeyBetween(low, high, Math.random);
  } catch {
    return null;
  }
}
