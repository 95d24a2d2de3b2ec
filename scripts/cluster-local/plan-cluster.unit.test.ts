import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { IMAGE_NAME } from '../image/image-name.ts';
import { project } from '../local/project.ts';
import { gatewayOf } from './local-edge.ts';
import { tagOf } from './local-image.ts';
import { localSecrets } from './local-secrets.ts';
import {
  type BuiltImage,
  type ClusterStep,
  createCluster,
  ENGINES,
  type InstallPlan,
  installBridge,
} from './plan-cluster.ts';
import { PARTS, PLATFORM } from './platform.ts';

const MONITORING = path.join(project.root, 'k8s-bridge/deploy/monitoring');
const IMAGE: BuiltImage = { repository: IMAGE_NAME, tag: 'local-0123456789ab', archive: null };
const PLAN: InstallPlan = {
  ...{ namespace: 'carillon', chart: 'chart', monitoring: MONITORING, isProduction: false, parts: [], image: IMAGE },
  ...{ edgeUrl: 'http://172.18.0.1:8787', values: ['values-local.yaml'] },
  secrets: localSecrets('hunter2', 'carillon', ''),
};
const line = ({ command, args }: ClusterStep) => [command, ...args].join(' ');
const install = (plan: Partial<InstallPlan>) => installBridge({ ...PLAN, ...plan });
const titles = (plan: Partial<InstallPlan>) => install(plan).map(({ title }) => title);

test.each(ENGINES)('CHT23 %s: cluster, image, namespace, secret, bridge and its test, in that order', (engine) => {
  const cluster = { engine, cluster: 'carillon', image: IMAGE };
  expect([...createCluster({ ...cluster, isThere: false }).map(({ title }) => title), ...titles({})]).toEqual([
    `Creating the cluster with ${engine}`,
    'Choosing the cluster',
    'Loading carillon-bridge:local-0123456789ab',
    'Making the namespace',
    'Making the Secret',
    'Installing the bridge',
    'Asking whether it works',
  ]);
  expect(createCluster({ ...cluster, isThere: true })[0]?.title).toBe('Choosing the cluster');
});

test('CHT23 an image of Docker is loaded out of Docker, and another out of its file', () => {
  const loaded = (engine: (typeof ENGINES)[number], archive: string | null) =>
    createCluster({ engine, isThere: true, cluster: 'c', image: { ...IMAGE, archive } })
      .map(line)
      .at(-1);
  expect(loaded('kind', null)).toBe('kind load docker-image carillon-bridge:local-0123456789ab --name c');
  expect(loaded('kind', 'a.tar')).toBe('kind load image-archive a.tar --name c');
  expect(loaded('minikube', 'a.tar')).toBe('minikube image load a.tar --profile c');
});

test('CHT23 run again with other code, the pods are made anew: the tag is of what is in the image', () => {
  expect(tagOf('sha256:0123456789abcdef\n')).toBe('local-0123456789ab');
  const bridge = install({}).find(({ title }) => title === 'Installing the bridge');
  expect(bridge?.args.join(' ')).toContain('"image":{"repository":"carillon-bridge","tag":"local-0123456789ab"}');
});

test('CHT23 the pods call this machine by the gateway of their network, over IPv4', () => {
  expect(gatewayOf('fc00:f853:ccd:e793::1 172.18.0.1 \n')).toBe('172.18.0.1');
  expect(() => gatewayOf('\n')).toThrow(/--edge/);
});

test('CHT23 what a run before made stays, so that pods and people have it still', () => {
  const first = localSecrets('token', 'carillon', '');
  const data = Object.fromEntries(
    Object.entries(first.bridge).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  );
  expect(localSecrets('token', 'carillon', JSON.stringify({ data })).bridge).toEqual(first.bridge);
  expect(localSecrets('token', 'carillon', '').bridge['audit-token']).not.toBe(first.bridge['audit-token']);
});

test('CHT23 no secret stands among the arguments of a command', () => {
  for (const step of install({ parts: PARTS }))
    for (const value of Object.values(PLAN.secrets).flatMap((secret) => Object.values(secret)))
      if (value.length > 6) expect(line(step)).not.toContain(value);
  const [secret] = install({}).filter(({ title }) => title === 'Making the Secret');
  expect(secret?.input).toContain('"carillon-token":"hunter2"');
});

test('CHT23 with Dapr the sidecars have a token before the bridge is installed', () => {
  const all = titles({ parts: ['dapr'] });
  expect(all.indexOf('Making the token of the sidecars')).toBe(all.indexOf('Installing the bridge') - 1);
});

test('CHT23 each part that is asked for is installed in its version before the bridge, and waited for', () => {
  for (const isProduction of [false, true]) {
    const helm = install({ parts: PARTS, isProduction })
      .map(line)
      .filter((each) => each.startsWith('helm upgrade --install'));
    expect(helm).toHaveLength(PLATFORM.length + 1);
    for (const [index, { name, version }] of PLATFORM.entries()) {
      const waits = name.endsWith('-exporter') ? '' : '.*--wait';
      expect(helm[index]).toMatch(new RegExp(`^helm upgrade --install ${name} .*--version ${version} ${waits}`));
    }
    expect(helm.at(-1)).toMatch(/carillon chart .*"url":"http:\/\/172\.18\.0\.1:8787".* --wait --timeout 5m$/);
  }
  expect(install({ parts: PARTS, isProduction: true }).map(line).join('\n')).toMatch(
    /global\.ha\.enabled=true .*global\.mtls\.enabled=true/,
  );
});

test('CHT23 the monitoring is installed from the values that are shipped, whose versions are the same', async () => {
  for (const { name, chart, version, values, repository } of PLATFORM.filter(({ part }) => part === 'monitoring')) {
    expect(values, name).toBeDefined();
    const file = path.join(MONITORING, values ?? '');
    expect(existsSync(file), file).toBe(true);
    const head = (await readFile(file, 'utf8')).replaceAll(/\\\n#\s*/g, '');
    expect(head).toContain(`helm upgrade --install ${name} ${chart} --version ${version} -n monitoring`);
    expect(head).toContain(`--repo ${repository} -f ${values}`);
  }
});

test('CHT23 the manifests for one machine name the image that `npm run image` makes', async () => {
  const read = (file: string) => readFile(path.join(project.root, file), 'utf8');
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(await read('package.json')));
  const { appVersion } = z
    .object({ appVersion: z.string() })
    .parse(parse(await read('k8s-bridge/deploy/chart/Chart.yaml')));
  expect(appVersion).toBe(version);
  const images = new Set((await read('k8s-bridge/deploy/rendered/local.yaml')).match(/(?<=image: )carillon\S+/g));
  expect([...images]).toEqual([`${IMAGE_NAME}:${version}`]);
});
