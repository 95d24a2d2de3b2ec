import { setTimeout as delay } from 'node:timers/promises';
import type { MeasuredRole } from '../../scripts/capacity/measured.ts';
import type { RoleProcess } from './role-process.ts';

/** One round of a role. */
export interface Round {
  readonly cpuSecondsPerThousand: number;
  readonly perSecond: number;
  readonly peakMiB: number;
  readonly readyMs: number;
  readonly drainMs: number;
  /** Its last numbers before it was asked to end. */
  readonly metrics: string;
}

// Answering with its numbers costs the process CPU: it is asked as seldom as can be.
const SOONEST_MS = 50;
const LATEST_MS = 2_000;
const PATIENCE_MS = 120_000;

/** What counts as an item of each, on its /metrics. */
const COUNTED: Readonly<Record<MeasuredRole, RegExp>> = {
  // `task-updates` repeats what is on the other topics.
  mirror: /^carillon_bridge_published_total\{topic="(?!task-updates)[^"]+"\} (\d+)$/gm,
  archiver: /^carillon_archive_events_total (\d+)$/gm,
  notifier: /^carillon_notifier_deliveries_total\{[^}]*outcome="sent"[^}]*\} (\d+)$/gm,
};

/**
 * Lets a role do three quarters of what lies before it, and ends it in the middle of its work. What counts is the second
 * and third quarter: by then its code is compiled, and the end is not in sight.
 */
export async function watchWork(role: MeasuredRole, process: RoleProcess, items: number): Promise<Round> {
  const quarter = await untilDone(role, process, items / 4);
  // Who was too quick to be looked at twice is taken from its start.
  const from = quarter.done < (items * 3) / 4 ? quarter : { done: 0, cpuSeconds: 0, atMs: process.bornMs };
  const to = await untilDone(role, process, (items * 3) / 4);
  const drainMs = await process.end();
  const done = to.done - from.done;
  return {
    cpuSecondsPerThousand: (1000 * (to.cpuSeconds - from.cpuSeconds)) / done,
    perSecond: (1000 * done) / (to.atMs - from.atMs),
    peakMiB: to.peakMiB,
    readyMs: process.readyMs,
    drainMs,
    metrics: to.metrics,
  };
}

/** Looks again when half of what is left should be done. */
async function untilDone(role: MeasuredRole, process: RoleProcess, count: number) {
  const begunMs = performance.now();
  let first = 0;
  for (let looks = 0; ; looks += 1) {
    const metrics = await process.metrics();
    const atMs = performance.now();
    const done = sumOf(metrics, COUNTED[role]);
    if (done >= count) return { atMs, done, metrics, ...(await process.use()) };
    if (atMs > begunMs + PATIENCE_MS) throw new Error(`the ${role} did ${done} of ${count} in ${PATIENCE_MS} ms`);
    if (looks === 0) first = done;
    const leftMs = ((atMs - begunMs) * (count - done)) / Math.max(1, done - first);
    await delay(Math.min(LATEST_MS, Math.max(SOONEST_MS, leftMs / 2)));
  }
}

/** All values that the first group of a pattern finds, together. */
export function sumOf(metrics: string, pattern: RegExp): number {
  return [...metrics.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0);
}
