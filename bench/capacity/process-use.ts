import { readFile } from 'node:fs/promises';

/** Linux counts processes in these, whatever its kernel runs at. */
const TICKS_PER_SECOND = 100;
// As proc(5) numbers them, less the two before the `)` that ends the name.
const [USER, SYSTEM, STARTED] = [11, 12, 19];

/** CPU time that a process has used so far, all its threads together, in seconds. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readStat(pid);
  return (stat(USER) + stat(SYSTEM)) / TICKS_PER_SECOND;
}

/** For how long it has been there, in ms, to the hundredth of a second. */
export async function ageMs(pid: number): Promise<number> {
  const stat = await readStat(pid);
  const uptime = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]);
  return 1000 * (uptime - stat(STARTED) / TICKS_PER_SECOND);
}

/** The most memory it ever held, in MiB. */
export async function peakMiB(pid: number): Promise<number> {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error(`nothing says how much memory ${pid} held`);
  return Number(kibibytes) / 1024;
}

async function readStat(pid: number): Promise<(field: number) => number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (field) => Number(fields[field]);
}
