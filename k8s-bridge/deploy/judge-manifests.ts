import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { temporaryFolder } from '../../scripts/cluster/temporary-folder.ts';
import { kubeconform } from '../../scripts/judges/ensure-kubeconform.ts';
import { KUBECONFORM_ARGS } from '../../scripts/judges/ensure-schemas.ts';

/** What kubeconform says of files; the empty text when they are as their schemas say. */
export async function judgeManifests(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = await temporaryFolder('manifests');
  for (const [name, manifests] of files) await writeFile(path.join(folder, `${name}.yaml`), manifests);
  const child = spawn(kubeconform, [...KUBECONFORM_ARGS, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  await rm(folder, { recursive: true });
  return `${said}${errors}`;
}
