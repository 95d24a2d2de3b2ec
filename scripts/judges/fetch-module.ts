import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from '../cluster/run-program.ts';
import { GO_ENV } from './go-program.ts';

const DownloadSchema = z.object({ Dir: z.string() });

/** Copies the YAML files of one folder of a published Go module into `target`. Call `ensureGo` first. */
export async function fetchModuleFiles(go: string, module: string, folder: string, target: string): Promise<void> {
  const answer = await runProgram(go, ['mod', 'download', '-json', module], { cwd: path.dirname(target), env: GO_ENV });
  const from = path.join(DownloadSchema.parse(JSON.parse(answer)).Dir, folder);
  for (const name of await readdir(from)) {
    if (name.endsWith('.yaml') && name !== 'kustomization.yaml')
      await cp(path.join(from, name), path.join(target, name));
  }
}
