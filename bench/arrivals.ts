import { setTimeout as delay } from 'node:timers/promises';
import type { ReadBatch } from './bare-kafka.ts';

/** What a record says of itself. */
export interface Marked {
  readonly id: string;
  /** Grows with every record of one key. */
  readonly sequence: number;
}

/** When a record was there, on the clock of `performance.now()`, and in ms since the epoch. */
export interface Arrival {
  readonly key: string;
  readonly value: string;
  readonly atMs: number;
  readonly atEpochMs: number;
}

/** When records came, and whether they came as they should. */
export interface Arrivals {
  readonly note: (batch: ReadBatch) => void;
  /** How many different records came. */
  readonly count: () => number;
  /** Waits until so many more have come, and hands them out in their order; rejects after half a minute. */
  readonly next: (count: number) => Promise<Arrival[]>;
  readonly faults: () => { readonly doubled: number; readonly disordered: number };
}

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 10;

/** @param read null for a record that does not count */
export function newArrivals(read: (value: string) => Marked | null): Arrivals {
  const seen = new Set<string>();
  const lastOfKey = new Map<string, number>();
  let waiting: Arrival[] = [];
  let doubled = 0;
  let disordered = 0;
  return {
    note({ atMs, atEpochMs, records }) {
      for (const { key, value } of records) {
        const marked = read(value);
        if (marked === null) continue;
        if (seen.has(marked.id)) {
          doubled += 1;
          continue;
        }
        seen.add(marked.id);
        waiting.push({ key, value, atMs, atEpochMs });
        if (marked.sequence <= (lastOfKey.get(key) ?? -1)) disordered += 1;
        lastOfKey.set(key, marked.sequence);
      }
    },
    count: () => seen.size,
    async next(count) {
      const untilMs = performance.now() + PATIENCE_MS;
      while (waiting.length < count) {
        if (performance.now() > untilMs) throw new Error(`${count - waiting.length} of ${count} records never arrived`);
        await delay(LOOK_EVERY_MS);
      }
      const arrived = waiting;
      waiting = [];
      return arrived;
    },
    faults: () => ({ doubled, disordered }),
  };
}
