import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cachePath, fillCachedFolder, isCached } from '../cluster/cached-folder.ts';
import { ensureGo, findGo } from '../cluster/ensure-go.ts';
import { ensureJdk, findJava } from '../cluster/ensure-jdk.ts';
import { ensureMaven, fetchJars } from '../cluster/ensure-maven.ts';
import { runProgram } from '../cluster/run-program.ts';
import { step } from '../local/steps.ts';
import { fetchModuleFiles } from './fetch-module.ts';
import { hashOf } from './hash-of.ts';

/** Of everything whose resources the chart can make, as its makers publish them; folders of the cache are named so. */
const MODULES = {
  keda: ['github.com/kedacore/keda/v2@v2.21.0', 'config/crd/bases'],
  'cert-manager': ['github.com/cert-manager/cert-manager@v1.21.2', 'deploy/crds'],
  'prometheus-operator': [
    'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    'example/prometheus-operator-crd',
  ],
  dapr: ['github.com/dapr/dapr@v1.16.0', 'charts/dapr/crds'],
  'gateway-api': ['sigs.k8s.io/gateway-api@v1.4.0', 'config/crd/standard'],
  'external-secrets': ['github.com/external-secrets/external-secrets@v1.3.2', 'config/crds/bases'],
} as const;

const STRIMZI_POM = path.join(import.meta.dirname, 'strimzi/pom.xml');
/** Classes with the definitions, by the file that each becomes. */
const STRIMZI = {
  kafka: 'io.strimzi.api.kafka.model.kafka.Kafka',
  kafkanodepool: 'io.strimzi.api.kafka.model.nodepool.KafkaNodePool',
  kafkatopic: 'io.strimzi.api.kafka.model.topic.KafkaTopic',
  kafkauser: 'io.strimzi.api.kafka.model.user.KafkaUser',
} as const;

const NAME = `crds-${hashOf(JSON.stringify([MODULES, STRIMZI]), await readFile(STRIMZI_POM, 'utf8'))}`;

/** The folder that has one of YAML files for each of these, once `ensureCrds` answered null. */
export const crds = cachePath(NAME);
export const CRD_FOLDERS = [...Object.keys(MODULES), 'strimzi'];

/** Brings the definitions of custom resources; answers with the reason when they cannot be had, otherwise null. */
export async function ensureCrds(): Promise<string | null> {
  if (await isCached(NAME)) return null;
  for (const ensure of [ensureGo, ensureJdk, ensureMaven]) {
    const reason = await ensure();
    if (reason) return reason;
  }
  try {
    await step('Fetching custom resource definitions (once)', () => fillCachedFolder(NAME, fetchAll));
    return null;
  } catch (error) {
    return `custom resource definitions could not be fetched: ${error instanceof Error ? error.message : error}`;
  }
}

async function fetchAll(folder: string): Promise<void> {
  const go = (await findGo()) ?? 'go';
  for (const [name, [module, from]] of Object.entries(MODULES)) {
    await mkdir(path.join(folder, name));
    await fetchModuleFiles(go, module, from, path.join(folder, name));
  }
  await mkdir(path.join(folder, 'strimzi'));
  await generateStrimzi(path.join(folder, 'strimzi'));
}

async function generateStrimzi(target: string): Promise<void> {
  const jars = await mkdtemp(path.join(tmpdir(), 'carillon-strimzi-'));
  try {
    await fetchJars(STRIMZI_POM, jars);
    const files = Object.entries(STRIMZI).map(([name, type]) => `${type}=${path.join(target, `${name}.yaml`)}`);
    const generator = ['-cp', path.join(jars, '*'), 'io.strimzi.crdgenerator.CrdGenerator', '--yaml'];
    await runProgram(findJava() ?? 'java', [...generator, ...files]);
  } finally {
    await rm(jars, { recursive: true, force: true });
  }
}
