import { access, constants, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

/** A file system in memory, on Linux. */
const SHARED_MEMORY = '/dev/shm';
/** All that tests keep at once is a fraction of it. A container has 64 MB unless told otherwise. */
const ENOUGH_BYTES = 2 * 1024 ** 3;

/**
 * The folder for what tests store and nobody needs afterwards: in memory when the machine has some to spare. Every commit
 * waits for the disk otherwise, and tests make tens of thousands of them.
 */
export async function memoryFolder(): Promise<string> {
  const isThere = await access(SHARED_MEMORY, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isThere || process.availableMemory() < ENOUGH_BYTES) return tmpdir();
  const { bavail, bsize } = await statfs(SHARED_MEMORY);
  return bavail * bsize < ENOUGH_BYTES ? tmpdir() : SHARED_MEMORY;
}
