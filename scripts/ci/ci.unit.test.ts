import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusedLicences } from '../checks/licences.ts';
import { readBuild } from '../deploy/build-for.ts';
import { PlainError } from '../local/plain-error.ts';
import { seriousAndFixable } from './audit-dependencies.ts';
import { judgeCoverage } from './coverage.ts';
import { deployChart, rollBackChart } from './deploy-chart.ts';
import { makePreview, previewConfig, removePreview } from './preview.ts';
import { publishChart } from './publish-chart.ts';
import { publishImage, releaseImage, signImage } from './publish-image.ts';

const HASH = `sha256:${'a'.repeat(64)}`;

/** A program that notes what it was asked, and answers or fails by the words it is asked with. */
function played(play: Record<string, string | Error> = {}) {
  const asked: string[] = [];
  const run = async (program: string, ...args: string[]) => {
    const line = [program, ...args].join(' ');
    asked.push(line);
    const answer = Object.entries(play).find(([words]) => line.startsWith(words))?.[1] ?? '';
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { asked, run };
}

describe('what CI runs', () => {
  it('CI9 refuses a package whose licence has a say in ours, and one that says nothing', () => {
    const lock = (license?: string) => ({ packages: { '': {}, 'node_modules/a/node_modules/b': { license } } });
    for (const good of ['MIT', 'Apache-2.0', '(MIT OR GPL-3.0)', 'MIT AND ISC', '(MPL-2.0 OR Apache-2.0)'])
      expect(refusedLicences(lock(good)), good).toEqual([]);
    for (const bad of ['GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-3.0', 'SEE LICENSE IN LICENSE', undefined])
      expect(refusedLicences(lock(bad)), bad).toEqual([`b: ${bad ?? 'says nothing'}`]);
  });

  it('CI9 refuses a dependency with a high finding that has a fix, and no other', () => {
    const finding = (severity: string, fixAvailable: unknown) => ({
      vulnerabilities: { a: { name: 'a', severity, fixAvailable, via: [{ title: 'hole', url: 'https://x' }, 'b'] } },
    });
    expect(seriousAndFixable(finding('high', true))).toEqual(['a: high: hole (https://x); through b']);
    expect(seriousAndFixable(finding('critical', { name: 'a', version: '2' }))).toHaveLength(1);
    expect(seriousAndFixable(finding('high', false))).toEqual([]);
    expect(seriousAndFixable(finding('moderate', true))).toEqual([]);
    expect(() => seriousAndFixable({ error: 'offline' })).toThrow();
  });

  it('CI9 asks for 80 of 100 lines', () => {
    const summary = (covered: number) => ({ total: { lines: { total: 1000, covered } } });
    expect(judgeCoverage(summary(800))).toBe('80 % of 1000 lines');
    expect(() => judgeCoverage(summary(799))).toThrow('79.9 % of 1000 lines, and at least 80 %');
    expect(() => judgeCoverage({ total: { lines: { total: 0, covered: 0 } } })).toThrow(PlainError);
  });

  it('CI10 publishes an image under its commit, and signs what cannot change', async () => {
    const facts = { repository: 'registry.example/us/bridge', version: '1.2.3', revision: 'c'.repeat(40) };
    const play = { 'docker inspect': `other.example/x@${HASH}\n${facts.repository}@${HASH}\n` };
    const { asked, run } = played(play);
    expect(await publishImage(run, facts)).toBe(`${facts.repository}@${HASH}`);
    expect(asked.filter((line) => line.includes('push'))).toEqual([
      `docker push --quiet ${facts.repository}:${facts.revision}`,
    ]);
    await signImage(run, `${facts.repository}@${HASH}`);
    expect(asked.at(-1)).toBe(`cosign sign --yes ${facts.repository}@${HASH}`);
    await expect(publishImage(run, { ...facts, repository: 'bridge' })).rejects.toThrow('IMAGE_REPOSITORY');
    await expect(publishImage(played().run, facts)).rejects.toThrow('digest');
  });

  it('CI10 a release names what was published for its commit: nothing is built, and it stays what it was', async () => {
    const facts = { repository: 'registry.example/us/bridge', version: '1.2.3', revision: 'c'.repeat(40) };
    const inspect = 'docker buildx imagetools inspect --format {{json .Manifest}}';
    const { asked, run } = played({ [inspect]: JSON.stringify({ digest: HASH }) });
    expect(await releaseImage(run, facts)).toBe(`${facts.repository}@${HASH}`);
    expect(asked[0]).toBe(`${inspect} ${facts.repository}:${facts.revision}`);
    expect(asked[1]).toBe(
      `docker buildx imagetools create --prefer-index=false --tag ${facts.repository}:1.2.3 --tag ${facts.repository}:latest ${facts.repository}@${HASH}`,
    );
    expect(asked.some((line) => /docker (?:build|push|tag) /.test(line))).toBe(false);
    const other = `sha256:${'b'.repeat(64)}`;
    const changed = played({
      [`${inspect} ${facts.repository}:latest`]: JSON.stringify({ digest: other }),
      [inspect]: JSON.stringify({ digest: HASH }),
    });
    await expect(releaseImage(changed.run, facts)).rejects.toThrow(':latest does not name');
    const unknown = played({ [inspect]: new PlainError('not found') });
    await expect(releaseImage(unknown.run, facts)).rejects.toThrow('main has to build it first');
    await expect(releaseImage(run, { ...facts, repository: 'bridge' })).rejects.toThrow('IMAGE_REPOSITORY');
  });

  it('CI10 publishes the chart with the version of the release', async () => {
    const asked: string[] = [];
    const run = async (program: string, ...args: string[]) => {
      asked.push([program, ...args].join(' '));
      if (args[0] === 'package') await writeFile(path.join(args.at(-1) ?? '', 'carillon-bridge-1.2.3.tgz'), '');
      return '';
    };
    await publishChart(run, 'helm', 'chart', 'oci://registry.example/us', '1.2.3');
    expect(asked[0]).toContain('package chart --version 1.2.3 --app-version 1.2.3');
    expect(asked[1]).toMatch(/^helm push \S+carillon-bridge-1\.2\.3\.tgz oci:\/\/registry\.example\/us$/);
    await expect(publishChart(run, 'helm', 'chart', 'https://registry.example', '1.2.3')).rejects.toThrow(
      'CHART_REPOSITORY',
    );
  });

  it('CI11 brings the chart with an image that cannot change, asks it whether it is well, and takes it back when not', async () => {
    const wanted = {
      helm: 'helm',
      chart: 'chart',
      target: 'staging',
      image: `r.example/us/bridge@${HASH}`,
      values: 'own.yaml',
    };
    const list = { 'helm list': '[{"name":"carillon","revision":"7"}]' };
    const well = played(list);
    await deployChart(well.run, wanted);
    expect(well.asked[1]).toContain(
      'upgrade carillon chart --install --namespace carillon --values chart/values-staging.yaml --values own.yaml',
    );
    expect(well.asked[1]).toContain(
      `--set image.repository=r.example/us/bridge --set image.digest=${HASH} --rollback-on-failure --wait`,
    );
    expect(well.asked[2]).toContain('helm test carillon');
    expect(well.asked).toHaveLength(3);
    const ill = played({ ...list, 'helm test': new Error('mirror is not ready') });
    await expect(deployChart(ill.run, wanted)).rejects.toThrow('mirror is not ready');
    expect(ill.asked.at(-1)).toContain('helm rollback carillon 7 --namespace carillon');
    const first = played({ 'helm list': '[]', 'helm test': new Error('not ready') });
    await expect(deployChart(first.run, wanted)).rejects.toThrow('not ready');
    expect(first.asked.at(-1)).toContain('helm test');
    await expect(deployChart(well.run, { ...wanted, image: 'r.example/us/bridge:latest' })).rejects.toThrow(
      'cannot change',
    );
    await rollBackChart(well.run, 'helm', 0);
    expect(well.asked.at(-1)).toContain('helm rollback carillon 0');
  });

  it('CI12 a preview has a name, a database and secrets of its own, and goes with its pull request', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'carillon-preview-'));
    const file = path.join(folder, 'wrangler.json');
    const config = {
      name: 'carillon-staging',
      vars: { ENVIRONMENT: 'staging', PUBLIC_ORIGIN: 'https://staging.example', CELL: 'main' },
      d1_databases: [{ binding: 'DB', database_name: 'carillon-staging', database_id: 'of staging' }],
      r2_buckets: [{ binding: 'BACKUPS' }],
      secrets: { required: ['AUTH_SECRET', 'OPERATOR_TOKEN'] },
    };
    await writeFile(file, JSON.stringify(config));
    const made = JSON.stringify(previewConfig(config, 'carillon-pr-7'));
    expect(made).not.toContain('staging.example');
    expect(made).not.toContain('of staging');
    expect(made).not.toContain('BACKUPS');
    expect(made).toContain('"database_name":"carillon-pr-7"');
    const asked: string[] = [];
    let secrets = '';
    const run = async (args: readonly string[], options?: { env?: Record<string, string> }) => {
      asked.push(args.join(' '));
      const at = args.indexOf('--secrets-file');
      if (at > 0) secrets = await readFile(args[at + 1] ?? '', 'utf8');
      const output = { type: 'deploy', version_id: 'v', targets: ['https://carillon-pr-7.example.workers.dev'] };
      if (args[0] === 'deploy') await writeFile(options?.env?.WRANGLER_OUTPUT_FILE_PATH ?? '', JSON.stringify(output));
      return '[]';
    };
    expect(await makePreview({ run }, await readBuild(file), 7)).toBe('https://carillon-pr-7.example.workers.dev');
    expect(asked.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'd1 list --json',
      'd1 create carillon-pr-7',
      'd1 migrations apply',
      `deploy --config ${folder}/preview.json`,
    ]);
    expect(Object.keys(JSON.parse(secrets))).toEqual(['AUTH_SECRET', 'OPERATOR_TOKEN']);
    await expect(readFile(path.join(folder, 'preview-secrets.json'))).rejects.toThrow('ENOENT');
    const gone = async (args: readonly string[]) => {
      asked.push(args.join(' '));
      throw new PlainError('This Worker does not exist on your account. [code: 10007]');
    };
    await removePreview({ run: gone }, 7, 'wrangler.toml');
    expect(asked.slice(-2).map((line) => line.split(' --')[0])).toEqual(['delete', 'd1 delete carillon-pr-7']);
    await rm(folder, { recursive: true });
  });
});
