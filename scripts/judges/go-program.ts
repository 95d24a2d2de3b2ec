import path from 'node:path';
import { cachePath, fillCachedFolder, isCached } from '../cluster/cached-folder.ts';
import { ensureGo, findGo } from '../cluster/ensure-go.ts';
import { runProgram } from '../cluster/run-program.ts';
import { step } from '../local/steps.ts';

/** Which programs of a module, and where the folder that holds them is to be found once they are built. */
interface GoPrograms {
  /** Of the folder in the cache; names the version. */
  readonly name: string;
  /** For a person who waits: `some minutes`. */
  readonly takes: string;
  /** Writes them into `folder`, with `go` already chosen. */
  readonly build: (go: string, folder: string) => Promise<void>;
}

/** Where the program of a cached build is. */
export function builtProgram(name: string, program: string): string {
  return path.join(cachePath(name), program);
}

/** Builds them once per machine; answers with the reason when that is not possible, otherwise null. */
export async function ensureGoPrograms({ name, takes, build }: GoPrograms): Promise<string | null> {
  if (await isCached(name)) return null;
  const withoutGo = await ensureGo();
  if (withoutGo) return withoutGo;
  const go = (await findGo()) ?? 'go';
  try {
    await step(`Building ${name} (once; ${takes})`, () => fillCachedFolder(name, (folder) => build(go, folder)));
    return null;
  } catch (error) {
    return `${name} could not be built: ${error instanceof Error ? error.message : error}`;
  }
}

/** `go install` of one published program, as `folder/<last part of its path>`. */
export async function goInstall(go: string, folder: string, program: string, version: string): Promise<void> {
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w'];
  await runProgram(go, ['install', ...flags, `${program}@v${version}`], {
    cwd: folder,
    env: { ...GO_ENV, GOBIN: folder },
  });
}

/** Without C there is no compiler to be installed, and a newer Go than the installed one comes through the module proxy. */
export const GO_ENV = { CGO_ENABLED: '0', GOTOOLCHAIN: 'auto', GOWORK: 'off', GOFLAGS: '' };
