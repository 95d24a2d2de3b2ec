import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../cluster/ensure-kafka.ts';
import { ensureKafkaTools } from '../cluster/ensure-kafka-tools.ts';
import { ensureKcat } from '../cluster/ensure-kcat.ts';
import { ensurePostgres } from '../cluster/ensure-postgres.ts';
import { ensureCrds } from '../judges/ensure-crds.ts';
import { ensureEtcd } from '../judges/ensure-etcd.ts';
import { ensureHelm } from '../judges/ensure-helm.ts';
import { ensureKubernetes } from '../judges/ensure-kubernetes.ts';
import { project } from '../local/project.ts';
import { commandsOfDocuments } from './documents.ts';
import { proofOf } from './proof-of.ts';
import { type DocumentsStage, openStage } from './stage.ts';

/** What a command says that does all it can where nothing runs behind the API server. */
const AS_FAR_AS_HERE: readonly (readonly [RegExp, RegExp])[] = [
  [/^kubectl port-forward /, /unable to forward port because pod is not running/],
];
/** Has nothing to say when all is well. */
const SILENT = / > |^npm config delete /;
/** Only while the bridge is stopped. */
const WHEN_STOPPED = /--reset-offsets|replay-dead-letters/;
const NEEDS = [
  ...[ensureHelm, ensureKubernetes, ensureEtcd, ensureCrds],
  ...[ensureKafka, ensureKafkaTools, ensureKcat, ensurePostgres],
];

/** The values that the page on operating shows. */
async function yourValues(): Promise<string> {
  const page = await readFile(path.join(project.root, 'docs/operations.md'), 'utf8');
  return /```yaml\n(?<values>.*?)```/s.exec(page)?.groups?.values?.replaceAll(/^ {3}/gm, '') ?? '';
}

await describeNeeding('the commands of the documents', NEEDS, () => {
  let stage: DocumentsStage;
  beforeAll(async () => {
    stage = await openStage(await yourValues());
  });
  afterAll(() => stage?.stop());

  test('RB3 do what they say, one after the other', { timeout: 1_500_000 }, async () => {
    const all = (await commandsOfDocuments()).filter((command) => proofOf(command) === 'run');
    const once = all.filter(({ text }, at) => all.findIndex((each) => each.text === text) === at);
    const [stopped, running] = [
      once.filter(({ text }) => WHEN_STOPPED.test(text)),
      once.filter(({ text }) => !WHEN_STOPPED.test(text)),
    ];
    const wrong: string[] = [];
    const type = async ({ text, place }: { text: string; place: string }) => {
      const { code, stdout, said } = await stage.type(text);
      const asFar = AS_FAR_AS_HERE.find(([pattern]) => pattern.test(text))?.[1];
      const isRight = asFar ? asFar.test(said) : code === 0 && (stdout !== '' || SILENT.test(text));
      if (!isRight) wrong.push(`${place} ${text}\n  ${code}: ${said.trim().split('\n').slice(-6).join('\n  ')}`);
    };
    for (const command of running) {
      await type(command);
      if (command.text.startsWith('helm install ')) await stage.makePods();
    }
    await stage.stopBridge();
    for (const command of stopped) await type(command);
    expect(wrong.join('\n\n')).toBe('');
  });
});
