import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cachePath, fillCachedFolder, isCached } from './cached-folder.ts';
import { findProgram } from './find-program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startTied } from './tied-process.ts';

const TIED = path.join(import.meta.dirname, 'tied-process.ts');
const PROGRAM = `
  const { startTied } = await import(${JSON.stringify(TIED)});
  const { pid } = await startTied({ command: 'sleep', args: ['600'] });
  process.stdout.write(String(pid));
  process.on('message', (how) => { if (how === 'throw') throw new Error('on purpose'); else process.exit(0); });
`;

/** A process that died and that nobody has waited for yet still has its number. */
async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && !/\) [ZX] /.test(stat);
}

const endings = {
  'kill -9': (parent: ReturnType<typeof spawn>) => parent.kill('SIGKILL'),
  SIGTERM: (parent: ReturnType<typeof spawn>) => parent.kill('SIGTERM'),
  exit: (parent: ReturnType<typeof spawn>) => parent.send('exit'),
  exception: (parent: ReturnType<typeof spawn>) => parent.send('throw'),
};

test.skipIf(!findProgram('setpriv')).each(Object.entries(endings))(
  'CL7 a program ends with the one that started it: %s',
  async (_name, end) => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    const [output] = await once(parent.stdout ?? parent, 'data');
    const pid = Number(String(output));
    onTestFinished(async () => void ((await isAlive(pid)) && process.kill(pid, 'SIGKILL')));
    // Until then it is setpriv, that may not have asked yet to go with its parent.
    await expect.poll(() => readFile(`/proc/${pid}/comm`, 'utf8')).toBe('sleep\n');
    end(parent);
    await expect.poll(() => isAlive(pid)).toBe(false);
  },
);

test('CL7 a program that is paused can still be stopped', async () => {
  const program = await startTied({ command: 'sleep', args: ['600'] });
  program.pause();
  await program.stop();
  expect(await isAlive(program.pid)).toBe(false);
});

test('CL8 what was not finished is not taken for whole, and goes with the next try', async () => {
  const name = `test-${process.pid}`;
  const abandoned = `${cachePath(name)}.partial-999999999`;
  onTestFinished(() => rm(cachePath(name), { recursive: true, force: true }));
  await mkdir(abandoned, { recursive: true });
  const half = async (folder: string) => {
    await writeFile(path.join(folder, 'first-half'), '');
    throw new Error('on purpose');
  };
  await expect(fillCachedFolder(name, half)).rejects.toThrow('on purpose');
  expect(await isCached(name)).toBe(false);
  await expect(access(abandoned)).rejects.toThrow();

  await fillCachedFolder(name, (folder) => writeFile(path.join(folder, 'whole'), ''));
  expect(await isCached(name)).toBe(true);
  await fillCachedFolder(name, half);
  await access(path.join(cachePath(name), 'whole'));
});

test('CL8 the folder of a process that was killed goes with the next of its kind', async () => {
  const name = `test-${process.pid}`;
  const abandoned = path.join(tmpdir(), `carillon-${name}-999999999-abc`);
  await mkdir(abandoned, { recursive: true });
  const [first, second] = [await temporaryFolder(name), await temporaryFolder(name)];
  onTestFinished(
    async () => void (await Promise.all([first, second].map((folder) => rm(folder, { recursive: true })))),
  );
  await expect(access(abandoned)).rejects.toThrow();
  await Promise.all([access(first), access(second)]);
});
