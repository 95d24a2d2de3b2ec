import { expect, test } from 'vitest';
import { type ClusterPlan, ENGINES, planCluster } from './plan-cluster.ts';
import { PLATFORM } from './platform.ts';

const PLAN: ClusterPlan = {
  engine: 'kind',
  isThere: false,
  cluster: 'carillon',
  namespace: 'carillon',
  chart: 'chart',
  platform: 'local',
  parts: [],
  archive: 'image.tar',
  image: 'carillon-bridge:0.1.0',
  secrets: { 'carillon-token': 'hunter2' },
  edgeUrl: 'http://172.17.0.1:8787',
  values: ['values-local.yaml'],
  daprAppToken: null,
};
const lines = (plan: Partial<ClusterPlan>) =>
  planCluster({ ...PLAN, ...plan }).map(({ command, args }) => [command, ...args].join(' '));

test.each(ENGINES)('CHT23 %s: cluster, image, namespace, secret, bridge and its test, in that order', (engine) => {
  expect(planCluster({ ...PLAN, engine }).map(({ title }) => title)).toEqual([
    `Creating the cluster with ${engine}`,
    'Choosing the cluster',
    'Loading carillon-bridge:0.1.0',
    'Making the namespace',
    'Making the Secret',
    'Installing the bridge',
    'Asking whether it works',
  ]);
  expect(planCluster({ ...PLAN, engine, isThere: true })[0]?.title).toBe('Choosing the cluster');
});

test('CHT23 no secret stands among the arguments of a command', () => {
  expect(lines({ daprAppToken: 'hunter2' }).join('\n')).not.toContain('hunter2');
  const [secret] = planCluster(PLAN).filter(({ title }) => title === 'Making the Secret');
  expect(secret?.input).toContain('"carillon-token":"hunter2"');
});

test('CHT23 with Dapr the sidecars have a token before the bridge is installed', () => {
  const titles = planCluster({ ...PLAN, daprAppToken: 'a' }).map(({ title }) => title);
  expect(titles.indexOf('Making the token of the sidecars')).toBe(titles.indexOf('Installing the bridge') - 1);
  expect(lines({ daprAppToken: 'a' }).join('\n')).toContain('--set transport=dapr');
});

test('CHT23 each part that is asked for is installed in its version before the bridge, and waited for', () => {
  const parts = PLATFORM.map(({ name }) => name);
  for (const platform of ['local', 'production'] as const) {
    const all = lines({ parts, platform });
    const helm = all.filter((line) => line.startsWith('helm upgrade --install'));
    expect(helm).toHaveLength(PLATFORM.length + 1);
    for (const [index, { name, version }] of PLATFORM.entries())
      expect(helm[index]).toMatch(new RegExp(`^helm upgrade --install ${name} .*--version ${version} .*--wait`));
    expect(helm.at(-1)).toMatch(
      /carillon chart .*image\.tag=0\.1\.0 .*edge\.url=http:\/\/172\.17\.0\.1:8787 --wait --timeout 5m$/,
    );
  }
  expect(lines({ parts, platform: 'production' }).join('\n')).toMatch(
    /global\.ha\.enabled=true .*global\.mtls\.enabled=true/,
  );
});
