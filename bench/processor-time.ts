import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

// What Linux counts in, whatever the kernel's own clock is.
const MS_PER_TICK = 10;
const UTIME = 11;
const STILL_FOR_MS = 200;
const STILL_WITHIN_MS = 5_000;

/** The workerds this process has started, by their ids. */
export async function workerdsHere(): Promise<number[]> {
  const found: number[] = [];
  for (const task of await readdir('/proc/self/task')) {
    const children = await readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '');
    for (const pid of children.split(' ').filter(Boolean).map(Number))
      if ((await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).startsWith('workerd')) found.push(pid);
  }
  return found;
}

/** What a process has used of the processor so far, in ms: unlike the time on the wall it does not depend on who else works. */
export async function processorMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name before may have spaces in it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[UTIME]) + Number(fields[UTIME + 1])) * MS_PER_TICK;
}

/** The same, once the process has come to rest: what it does after its answers is told with them. */
export async function restingProcessorMs(pid: number): Promise<number> {
  const deadline = performance.now() + STILL_WITHIN_MS;
  for (let last = await processorMs(pid); ; ) {
    await delay(STILL_FOR_MS);
    const now = await processorMs(pid);
    // It never rests altogether: a tick is none.
    if (now - last <= MS_PER_TICK || performance.now() > deadline) return now;
    last = now;
  }
}
