import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from '../cluster/run-program.ts';
import { builtProgram, ensureGoPrograms, GO_ENV } from './go-program.ts';
import { kubernetesModule } from './kubernetes-module.ts';

const VERSION = '1.36.3';
const NAME = `kubernetes-${VERSION}`;
const PROGRAMS = ['kubectl', 'kube-apiserver'];
const DownloadSchema = z.object({ GoMod: z.string() });

/** Where the programs are once `ensureKubernetes` answered null. */
export const kubectl = builtProgram(NAME, 'kubectl');
export const kubeApiserver = builtProgram(NAME, 'kube-apiserver');

/** Builds the API server of Kubernetes and its client; answers with the reason when they cannot be had, otherwise null. */
export function ensureKubernetes(): Promise<string | null> {
  return ensureGoPrograms({ name: NAME, takes: 'about ten minutes', build });
}

async function build(go: string, folder: string): Promise<void> {
  const options = { cwd: folder, env: GO_ENV };
  const answer = await runProgram(go, ['mod', 'download', '-json', `k8s.io/kubernetes@v${VERSION}`], options);
  const { GoMod } = DownloadSchema.parse(JSON.parse(answer));
  await writeFile(path.join(folder, 'go.mod'), kubernetesModule(await readFile(GoMod, 'utf8'), VERSION));
  const [major, minor] = VERSION.split('.');
  const said = { gitVersion: `v${VERSION}`, gitMajor: major, gitMinor: minor };
  const variables = Object.entries(said).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`);
  // What they depend on is compared with the public list of checksums, as nothing here holds them.
  const flags = ['-mod=mod', '-trimpath', '-buildvcs=false', `-ldflags=-s -w ${variables.join(' ')}`];
  const packages = PROGRAMS.map((program) => `k8s.io/kubernetes/cmd/${program}`);
  await runProgram(go, ['build', ...flags, '-o', folder, ...packages], options);
  for (const file of ['go.mod', 'go.sum']) await rm(path.join(folder, file), { force: true });
}
