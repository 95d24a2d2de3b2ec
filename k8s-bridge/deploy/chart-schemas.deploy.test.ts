import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { temporaryFolder } from '../../scripts/cluster/temporary-folder.ts';
import { VALUE_SETS } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { ensureKubeconform, kubeconform } from '../../scripts/judges/ensure-kubeconform.ts';
import { ensureSchemas, KUBECONFORM_ARGS } from '../../scripts/judges/ensure-schemas.ts';
import { FURTHER_MODES, MODES } from './modes.ts';
import { renderText } from './render.ts';

/** What kubeconform says of files; the empty text when they are as their schemas say. */
async function judge(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = await temporaryFolder('manifests');
  for (const [name, manifests] of files) await writeFile(path.join(folder, `${name}.yaml`), manifests);
  const child = spawn(kubeconform, [...KUBECONFORM_ARGS, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  await rm(folder, { recursive: true });
  return `${said}${errors}`;
}

await describeNeeding('the manifests of the chart', [ensureHelm, ensureKubeconform, ensureSchemas], () => {
  test.for(['revisionHistoryLimit', 'maxReplicaCount'])('CHT4 the judge sees it when %s is misspelt', async (field) => {
    const manifests = await renderText({}, 'production');
    expect(manifests).toContain(field);
    expect(await judge(new Map([['production', manifests]]))).toBe('');
    expect(await judge(new Map([['production', manifests.replace(field, `${field}s`)]]))).toMatch(/is invalid/);
  });

  test.for(VALUE_SETS)(
    'CHT4 %s is in every mode as the schemas of Kubernetes and of all definitions say',
    async (set) => {
      const files = [...MODES, ...(set === 'default' ? FURTHER_MODES : [])].map(
        async ({ name, values }): Promise<[string, string]> => [name, await renderText(values, set)],
      );
      expect(await judge(new Map(await Promise.all(files)))).toBe('');
    },
  );
});
