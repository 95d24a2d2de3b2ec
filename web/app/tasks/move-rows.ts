import { orderKeyBetween } from '#core/order-key.ts';
import type { Task } from '#core/task/task.ts';
import { reorder } from '../commands/task-writes.ts';
import type { NewWrite } from '../commands/write.ts';
import type { RowPlace } from '../ui/task/use-row-drag.ts';

/** Puts a row one place up or down among its neighbours. */
export function moveBy(rows: readonly Task[], task: Task, by: -1 | 1, write: (write: NewWrite) => void): void {
  const others = rows.filter(({ id }) => id !== task.id);
  const index = rows.findIndex(({ id }) => id === task.id) + by;
  const neighbour = by === 1 ? others[index - 1] : others[index];
  if (neighbour) moveBeside(rows, [task.id], { id: neighbour.id, side: by === 1 ? 'after' : 'before' }, write);
}

/** Puts rows right before or after another one, in the order they stand, as one change. */
export function moveBeside(
  rows: readonly Task[],
  movedIds: readonly string[],
  place: RowPlace,
  write: (write: NewWrite) => void,
): void {
  const moved = rows.filter(({ id }) => movedIds.includes(id));
  const others = rows.filter(({ id }) => !movedIds.includes(id));
  const at = others.findIndex(({ id }) => id === place.id);
  const neighbour = others[at];
  if (!neighbour) return;
  const [low, high] = place.side === 'after' ? [neighbour, others[at + 1]] : [others[at - 1], neighbour];
  let above = low?.orderKey ?? null;
  let beside: { after: string } | { before: string } =
    place.side === 'after' ? { after: neighbour.id } : { before: neighbour.id };
  const writes: NewWrite[] = [];
  for (const task of moved) {
    const key = keyBetween(above, high?.orderKey ?? null);
    if (key === null) return;
    writes.push(reorder(task, beside, key));
    above = key;
    beside = { after: task.id };
  }
  write({
    label: writes.length === 1 && writes[0] ? writes[0].label : `Moved ${writes.length} tasks`,
    commands: writes.flatMap(({ commands }) => commands),
    changes: writes.flatMap(({ changes }) => changes ?? []),
  });
}

/** Null between rows that the server has not placed yet: their keys are not known, so nothing can stand between them. */
function keyBetween(low: string | null, high: string | null): string | null {
  try {
    return orderKeyBetween(low, high, Math.random);
  } catch {
    return null;
  }
}
