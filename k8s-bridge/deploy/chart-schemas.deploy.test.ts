import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { VALUE_SETS } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { ensureKubeconform } from '../../scripts/judges/ensure-kubeconform.ts';
import { ensureSchemas } from '../../scripts/judges/ensure-schemas.ts';
import { project } from '../../scripts/local/project.ts';
import { judgeManifests } from './judge-manifests.ts';
import { FURTHER_MODES, MODES } from './modes.ts';
import { renderText } from './render.ts';

await describeNeeding('the manifests of the chart', [ensureHelm, ensureKubeconform, ensureSchemas], () => {
  test.for(['revisionHistoryLimit', 'maxReplicaCount'])('CHT4 the judge sees it when %s is misspelt', async (field) => {
    const manifests = await renderText({}, 'production');
    expect(manifests).toContain(field);
    expect(await judgeManifests(new Map([['production', manifests]]))).toBe('');
    expect(await judgeManifests(new Map([['production', manifests.replace(field, `${field}s`)]]))).toMatch(
      /is invalid/,
    );
  });

  test.for(VALUE_SETS)(
    'CHT4 %s is in every mode as the schemas of Kubernetes and of all definitions say',
    async (set) => {
      const files = [...MODES, ...(set === 'default' ? FURTHER_MODES : [])].map(
        async ({ name, values }): Promise<[string, string]> => [name, await renderText(values, set)],
      );
      expect(await judgeManifests(new Map(await Promise.all(files)))).toBe('');
    },
  );

  test('CHT4 the manifests that the page on operating shows are so too', async () => {
    const page = await readFile(path.join(project.root, 'docs/operations.md'), 'utf8');
    const shown = [...page.matchAll(/^ *```yaml\n(?<yaml>.*?)^ *```/gms)].flatMap(({ groups }) => groups?.yaml ?? []);
    const manifests = shown
      .filter((each) => each.includes('apiVersion: '))
      .map((each) => each.replaceAll(/^ {2}/gm, ''));
    expect(manifests).toHaveLength(1);
    expect(await judgeManifests(new Map([['shown', manifests.join('---\n')]]))).toBe('');
  });
});
