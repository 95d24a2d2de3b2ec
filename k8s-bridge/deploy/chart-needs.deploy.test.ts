import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { describeNeeding } from '#test/e2e-needs.ts';
import { VALUE_SETS } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { project } from '../../scripts/local/project.ts';
import { CLUSTER_SECRETS } from '../../scripts/settings-docs/secrets.ts';
import { FURTHER_MODES, MODES } from './modes.ts';
import { render } from './render.ts';
import { renderNotes } from './render-notes.ts';

const SecretVolumeSchema = z.object({ secretName: z.string(), items: z.array(z.object({ key: z.string() })) });
const ReferenceSchema = z.object({ name: z.string(), key: z.string() });
/** What names a key of a Secret beside `secret` of a volume: of Dapr's components, of KEDA, of a ScrapeConfig. */
const REFERENCES = ['secretKeyRef', 'credentials', 'secretTargetRef'];

/** `name/key` of every Secret that a manifest refers to, wherever it does. */
function refersTo(value: unknown, under = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => refersTo(each, under));
  if (typeof value !== 'object' || value === null) return [];
  const volume = SecretVolumeSchema.safeParse(value);
  if (under === 'secret' && volume.success)
    return volume.data.items.map(({ key }) => `${volume.data.secretName}/${key}`);
  const reference = ReferenceSchema.safeParse(value);
  if (REFERENCES.includes(under) && reference.success) return [`${reference.data.name}/${reference.data.key}`];
  return Object.entries(value).flatMap(([name, each]) => refersTo(each, name));
}

/** `name/key` of every Secret that the notes ask for. */
async function needed(...of: Parameters<typeof renderNotes>): Promise<string[]> {
  const asked = /with these keys[^\n]*\n\n(?<lines>(?: {5}\S+: [^\n]*\n)+)/.exec(await renderNotes(...of));
  return (asked?.groups?.lines ?? '').split('\n').flatMap((line) => {
    const [name = '', keys = ''] = line.trim().split(': ');
    return keys === '' ? [] : keys.split(', ').map((key) => `${name}/${key}`);
  });
}

/** What the page on operating shows: its values, and `name/key` of the Secrets that its commands make. */
async function documented() {
  const page = await readFile(path.join(project.root, 'docs/operations.md'), 'utf8');
  const values = /^1\. \*\*The namespace.*?```yaml\n(?<yaml>.*?)```/ms.exec(page)?.groups?.yaml ?? '';
  const commands = page.replaceAll(/\\\n\s*/g, ' ').matchAll(/create secret generic (\S+)\s+(--from-file[^\n]*)/g);
  const made = [...commands].flatMap(([, name, files = '']) =>
    [...files.matchAll(/--from-file=([^\s=]+)/g)].map(([, key]) => `${name}/${key}`),
  );
  return { values: z.record(z.string(), z.unknown()).parse(parse(values)), made };
}

await describeNeeding('what the chart needs', [ensureHelm], () => {
  test('CHT25 the notes name every Secret and key that the manifests refer to, in every set and mode', async () => {
    const ways = [
      ...VALUE_SETS.map((set) => ({ set, values: {} })),
      ...[...FURTHER_MODES, ...MODES.slice(0, 1)].map(({ values }) => ({ set: 'default' as const, values })),
    ];
    for (const { set, values } of ways) {
      const referred = refersTo(await render(values, set));
      expect(referred).not.toEqual([]);
      const asked = await needed(values, set);
      expect(
        referred.filter((each) => !asked.includes(each)),
        JSON.stringify(values),
      ).toEqual([]);
    }
  });

  test('CHT25 the page on operating makes every Secret that its own values need, and leaves no placeholder', async () => {
    const { values, made } = await documented();
    const asked = await needed(values, 'production');
    expect(asked.length).toBeGreaterThan(6);
    expect(asked.filter((each) => !made.includes(each))).toEqual([]);
    expect(await renderNotes(values, 'production')).not.toContain('placeholder');
  });

  test('CHT25 the list of all settings has every key that any values need, and no other', async () => {
    const [bundle, ...others] = CLUSTER_SECRETS;
    const asked = new Set(
      (
        await Promise.all([
          needed({}, 'local'),
          needed({ monitoring: { edge: { enabled: true } }, ingress: { enabled: true } }),
          ...FURTHER_MODES.map(({ values }) => needed(values)),
        ])
      ).flat(),
    );
    const keysOf = (name: string) =>
      [...asked].flatMap((each) => (each.startsWith(`${name}/`) ? [each.slice(name.length + 1)] : [])).sort();
    expect(bundle?.keys.map(({ key }) => key).sort()).toEqual(keysOf(bundle?.name ?? ''));
    const listed = new Set(others.flatMap(({ keys }) => keys.map(({ key }) => key)));
    const elsewhere = [...asked].flatMap((each) =>
      each.startsWith(`${bundle?.name}/`) ? [] : [each.split('/').at(-1) ?? ''],
    );
    expect(elsewhere.filter((key) => !listed.has(key))).toEqual([]);
  });
});
