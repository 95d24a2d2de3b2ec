/** Simulated time: nothing waits, and what happens at one moment happens in the order in which it was asked for. */
export interface Kernel {
  /** In ms since the epoch, whole ones. */
  nowMs: () => number;
  /**
   * Does something at a moment; one that has passed is now.
   *
   * @param work answers `nothing` when it set nothing going, which saves waiting for it
   */
  at: (atMs: number, work: () => unknown) => void;
  sleep: (ms: number) => Promise<void>;
  /** Lets everything happen up to a moment. */
  runUntil: (untilMs: number) => Promise<void>;
  /** Leaves everything undone that is still to come. */
  stop: () => void;
  steps: () => number;
}

interface Entry {
  atMs: number;
  order: number;
  work: () => unknown;
}

export function createKernel(startMs: number): Kernel {
  const heap: Entry[] = [];
  let nowMs = startMs;
  let order = 0;
  let steps = 0;
  let isStopped = false;
  const at = (atMs: number, work: () => unknown) => {
    order += 1;
    push(heap, { atMs: Math.max(nowMs, Math.round(atMs)), order, work });
  };
  return {
    nowMs: () => nowMs,
    at,
    sleep: (ms) => new Promise((resolve) => at(nowMs + ms, resolve)),
    async runUntil(untilMs) {
      for (let next = heap[0]; next && next.atMs <= untilMs && !isStopped; next = heap[0]) {
        pop(heap);
        nowMs = next.atMs;
        steps += 1;
        // Whatever that sets going runs until it waits for simulated time again.
        if (next.work() !== 'nothing') await settled();
      }
      if (!isStopped) nowMs = Math.max(nowMs, untilMs);
    },
    stop: () => {
      isStopped = true;
    },
    steps: () => steps,
  };
}

// A macrotask comes when no microtask is left.
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const up = (at - 1) >> 1;
    const above = heap[up];
    if (!above || isBefore(above, entry)) break;
    heap[at] = above;
    at = up;
  }
  heap[at] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    const [left, right] = [heap[down], heap[down + 1]];
    if (!left) break;
    let below = left;
    if (right && isBefore(right, left)) {
      below = right;
      down += 1;
    }
    if (!isBefore(below, last)) break;
    heap[at] = below;
    at = down;
  }
  heap[at] = last;
}
