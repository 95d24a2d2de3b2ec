import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { project } from './project.ts';

const POLL_MS = 200;

/** Lets one process of this checkout at a time do `work`. The lock of a process that died is taken over. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(project.root, '.cache', `${name}.lock`);
  await mkdir(path.dirname(lock), { recursive: true });
  while (!(await take(lock))) await delay(POLL_MS);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
