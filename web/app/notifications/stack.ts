/**
 * Which of the toasts stand on the screen, newest first; the others are counted below them. The newest do, as long as
 * nobody reaches for one of them. While somebody does (`isHeld`), nothing moves away from under the pointer or the
 * focus: who stands there stays, and newcomers only take places that are free.
 */
export function stackToasts(
  all: readonly string[],
  { standing, isHeld, room }: { standing: readonly string[]; isHeld: boolean; room: number },
): string[] {
  if (!isHeld) return all.slice(0, room);
  const staying = new Set(standing.filter((id) => all.includes(id)));
  for (const id of all) {
    if (staying.size < room) staying.add(id);
  }
  return all.filter((id) => staying.has(id));
}
