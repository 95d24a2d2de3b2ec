/** Whether a process with that number exists. One of another user counts: not being allowed to signal it is an answer as well. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
