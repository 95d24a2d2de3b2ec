import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { installDebianPackage } from '../local/install-debian-package.ts';
import { step } from '../local/steps.ts';
import { cachePath, fillCachedFolder, isCached } from './cached-folder.ts';
import { findProgram } from './find-program.ts';
import { runProgram } from './run-program.ts';

/** What `daprd/go.mod` asks for. */
const VERSION = '1.24.6';
const NAME = `go-${VERSION}`;
/** From this minor version on, Go fetches the one that a module asks for by itself. */
const FIRST_THAT_UPDATES_ITSELF = 21;
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

const DownloadSchema = z.object({ Dir: z.string() });

/** Brings a Go that can build daprd; answers with the reason when that is not possible, otherwise null. */
export async function ensureGo(): Promise<string | null> {
  if (await findGo()) return null;
  if (!findProgram('go')) await installDebianPackage('golang-go').catch(() => {});
  const go = findProgram('go');
  if (!go) return 'Go is missing: `apt-get install golang-go`';
  if (await findGo()) return null;
  try {
    await step(`Fetching Go ${VERSION} (once)`, () => fillCachedFolder(NAME, (folder) => fetchToolchain(go, folder)));
    return null;
  } catch (error) {
    return `Go ${VERSION} could not be fetched: ${error instanceof Error ? error.message : error}`;
  }
}

/** The go command to use, once `ensureGo` answered null; null before. */
export async function findGo(): Promise<string | null> {
  const go = findProgram('go');
  if (go && minorVersion(go) >= FIRST_THAT_UPDATES_ITSELF) return go;
  return (await isCached(NAME)) ? path.join(cachePath(NAME), 'bin/go') : null;
}

function minorVersion(go: string): number {
  const { stdout } = spawnSync(go, ['version'], { encoding: 'utf8' });
  return Number(/go version go1\.(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/**
 * Does by hand, for a Go too old for it, what newer ones do by themselves: Go is published as a module as well, without the rights to
 * run its programs and with its own `go.mod` files under another name, both of which a module can not have.
 */
async function fetchToolchain(go: string, folder: string): Promise<void> {
  const module = `golang.org/toolchain@v0.0.1-go${VERSION}.${process.platform}-${ARCHITECTURES[process.arch]}`;
  const nowhere = await mkdtemp(path.join(tmpdir(), 'carillon-go-'));
  try {
    const answer = await runProgram(go, ['mod', 'download', '-json', module], { cwd: nowhere });
    await cp(DownloadSchema.parse(JSON.parse(answer)).Dir, folder, { recursive: true });
  } finally {
    await rm(nowhere, { recursive: true, force: true });
  }
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    // The module cache is read-only, and so is a copy of it.
    await chmod(
      path.join(entry.parentPath, entry.name),
      entry.isDirectory() || isProgram(folder, entry.parentPath) ? 0o755 : 0o644,
    );
    if (entry.name === '_go.mod')
      await rename(path.join(entry.parentPath, entry.name), path.join(entry.parentPath, 'go.mod'));
  }
}

function isProgram(folder: string, parent: string): boolean {
  return /^(bin|pkg\/tool)(\/|$)/.test(path.relative(folder, parent));
}
