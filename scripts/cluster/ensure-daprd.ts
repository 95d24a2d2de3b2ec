import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { step } from '../local/steps.ts';
import { cachePath, fillCachedFolder, isCached } from './cached-folder.ts';
import { ensureGo, findGo } from './ensure-go.ts';
import { runProgram } from './run-program.ts';

const SOURCES = path.join(import.meta.dirname, 'daprd');
const VERSION_VARIABLE = 'github.com/dapr/dapr/pkg/buildinfo.version';
const NAME = `daprd-${hashOfSources()}`;

/** Where the program is once `ensureDaprd` answered null. */
export const daprd = path.join(cachePath(NAME), 'daprd');

/** Builds Dapr's sidecar with the few components of `daprd/main.go`, once per machine; answers with the reason when that is not possible. */
export async function ensureDaprd(): Promise<string | null> {
  if (await isCached(NAME)) return null;
  const withoutGo = await ensureGo();
  if (withoutGo) return withoutGo;
  const go = (await findGo()) ?? 'go';
  try {
    await step('Building daprd (once; some minutes)', () => fillCachedFolder(NAME, (folder) => build(go, folder)));
    return null;
  } catch (error) {
    return `daprd could not be built: ${error instanceof Error ? error.message : error}`;
  }
}

async function build(go: string, folder: string): Promise<void> {
  const flags = ['-trimpath', '-buildvcs=false', `-ldflags=-s -w -X ${VERSION_VARIABLE}=${daprVersion()}`];
  // Without C there is no compiler to be installed, and a newer Go than the installed one comes through the module proxy.
  await runProgram(go, ['build', ...flags, '-o', path.join(folder, 'daprd'), '.'], {
    cwd: SOURCES,
    env: { CGO_ENABLED: '0', GOTOOLCHAIN: 'auto', GOWORK: 'off' },
  });
}

/** What it says of itself in its log and metadata; as Dapr's own builds do. */
function daprVersion(): string {
  const modules = readFileSync(path.join(SOURCES, 'go.mod'), 'utf8');
  return /github\.com\/dapr\/dapr v(\S+)/.exec(modules)?.[1] ?? 'unknown';
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const name of ['go.mod', 'go.sum', 'main.go']) hash.update(readFileSync(path.join(SOURCES, name)));
  return hash.digest('hex').slice(0, 12);
}
