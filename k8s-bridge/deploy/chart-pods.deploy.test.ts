import { expect, test } from 'vitest';
import { bridgeVariables } from '#bridge/config/bridge-variables.ts';
import { readConfig } from '#bridge/config/read-config.ts';
import { mirrorVariables } from '#bridge/roles/mirror/mirror.ts';
import { ROLES } from '#bridge/roles/roles.ts';
import { TOPICS } from '#core/feed/topics.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { VALUE_SETS } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { componentOf, DeploymentSchema, JobSchema, type Manifest, ofKind, TestPodSchema } from './manifests.ts';
import { FURTHER_MODES, MODES, OPPOSITE_MODES } from './modes.ts';
import { render } from './render.ts';

const ALL_ROLES = { ingress: { enabled: true } };
const deployments = (manifests: readonly Manifest[]) => ofKind(manifests, 'Deployment', DeploymentSchema);

/** Every pod of the image: of the roles, of the Job, of the test. */
function podsOf(manifests: readonly Manifest[]) {
  const templates = [...deployments(manifests), ...ofKind(manifests, 'Job', JobSchema)];
  return [
    ...templates.map((each) => ({ component: componentOf(each), pod: each.spec.template.spec })),
    ...ofKind(manifests, 'Pod', TestPodSchema).map((each) => ({ component: componentOf(each), pod: each.spec })),
  ];
}

const envOf = (pod: ReturnType<typeof podsOf>[number]['pod']) =>
  Object.fromEntries(pod.containers.flatMap(({ env }) => env.map(({ name, value }) => [name, value])));

const isRole = (component: string) => ROLES.some(({ name }) => name === component);

/** How long a role may need after it was asked to end, in seconds, by what its code waits for. */
const DRAIN_SECONDS = { mirror: 10 + 5 + 3, notifier: 120 + 3, archiver: 3 + 25 + 5 + 3, ingress: 8 + 3 };

await describeNeeding('the pods of the chart', [ensureHelm], () => {
  test('CHT8 a new version comes beside the old one; the ingress alone, which has to be one, ends first', async () => {
    for (const { metadata, spec } of deployments(await render(ALL_ROLES))) {
      const rolling = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
      expect(spec.strategy, metadata.name).toEqual(metadata.name.endsWith('-ingress') ? { type: 'Recreate' } : rolling);
      expect(spec.progressDeadlineSeconds).toBe(300);
    }
  });

  test('CHT8 what finds the pods says nothing of a version, and stays through all modes', async () => {
    const selectors = async (values: object) =>
      deployments(await render(values)).map(({ spec }) => spec.selector.matchLabels);
    const first = await selectors(ALL_ROLES);
    for (const { values } of OPPOSITE_MODES)
      expect(await selectors({ ...values, image: { tag: '9.9.9' } })).toEqual(first);
    for (const labels of first)
      expect(Object.keys(labels)).toEqual([
        'app.kubernetes.io/name',
        'app.kubernetes.io/instance',
        'app.kubernetes.io/component',
      ]);
  });

  test('CHT8 an upgrade leaves the number of replicas to whoever scales them', async () => {
    const counts = deployments(await render(ALL_ROLES)).map((each) => [componentOf(each), each.spec.replicas]);
    expect(Object.fromEntries(counts)).toEqual({ mirror: 2, ingress: 1, notifier: undefined, archiver: undefined });
  });

  test('CHT9 every pod has no token, no root, nothing to write to, probes and resources', async () => {
    for (const { values } of [...MODES, ...FURTHER_MODES]) {
      const isByDapr = JSON.stringify(values).includes('"source":"dapr"');
      const pods = podsOf(await render(values));
      expect(pods.length).toBeGreaterThanOrEqual(3);
      for (const { component, pod } of pods) {
        expect(pod.automountServiceAccountToken, component).toBe(isByDapr && isRole(component));
        expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
        for (const container of pod.containers) {
          expect(container.securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
          const amounts = { cpu: expect.any(String), memory: expect.any(String) };
          expect(container.resources).toEqual({ requests: amounts, limits: amounts });
          for (const mount of container.volumeMounts) expect(mount.readOnly, mount.name).toBe(true);
        }
      }
    }
  });

  test('CHT9 each role is asked at its own addresses, and has the time it needs to end', async () => {
    for (const each of deployments(await render(ALL_ROLES))) {
      const { containers, terminationGracePeriodSeconds = 0 } = each.spec.template.spec;
      const [container] = containers;
      expect(container).toMatchObject({
        startupProbe: { httpGet: { path: '/health', port: 'http' } },
        livenessProbe: { httpGet: { path: '/health', port: 'http' } },
        readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
        lifecycle: { preStop: { sleep: { seconds: expect.any(Number) } } },
      });
      const pause = componentOf(each) === 'ingress' ? 10 : 5;
      const drain = Object.entries(DRAIN_SECONDS).find(([role]) => role === componentOf(each))?.[1] ?? Infinity;
      expect(terminationGracePeriodSeconds, componentOf(each)).toBeGreaterThan(pause + drain);
    }
  });

  test('CHT9 replicas are spread, and no more than one goes at a time', async () => {
    const manifests = await render(ALL_ROLES);
    for (const { metadata, spec } of deployments(manifests)) {
      expect(spec.template.spec).toMatchObject({
        affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [expect.anything()] } },
        topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
      });
      const budget = manifests.find(
        ({ kind, metadata: { name } }) => kind === 'PodDisruptionBudget' && name === metadata.name,
      );
      expect(budget).toMatchObject({ spec: { maxUnavailable: 1, selector: spec.selector } });
    }
  });

  for (const set of VALUE_SETS) {
    test(`CHT11 the program takes what ${set} tells it, and knows every variable, in every mode`, async () => {
      for (const { values } of set === 'default' ? [...MODES, ...FURTHER_MODES] : OPPOSITE_MODES) {
        for (const { component, pod } of podsOf(await render(values, set))) {
          const env = envOf(pod);
          const role = ROLES.find(({ name }) => name === component);
          // The test asks the edge about the consumer of the mirror.
          const read = component === 'verify' ? mirrorVariables : role?.variables;
          const shapes = [bridgeVariables.shape, read?.shape ?? {}];
          const known = new Set(shapes.flatMap(Object.keys).flatMap((name) => [name, `${name}_FILE`, `${name}_DAPR`]));
          expect(
            Object.keys(env).filter((name) => !known.has(name)),
            component,
          ).toEqual([]);
          const config = readConfig(bridgeVariables, { ROLES: 'mirror', ...env });
          if (read) readConfig(read, env);
          expect(config.CREATE_TOPICS).toBe(!role);
          if (!role) expect(config.TOPIC_PARTITIONS.size).toBe(TOPICS.length);
        }
      }
    });
  }

  test('CHT12 a role is given its own secrets as files, and no other', async () => {
    const values = {
      ...ALL_ROLES,
      kafka: { sasl: { mechanism: 'plain', username: 'a' } },
      notifier: { email: { username: 'a' } },
    };
    const keys = podsOf(await render(values)).map(({ component, pod }) => {
      const files = pod.volumes.flatMap(
        ({ secret }) => secret?.items.map(({ key }) => `${secret.secretName}/${key}`) ?? [],
      );
      return [component, files.map((file) => file.replace('carillon-bridge/', ''))];
    });
    expect(Object.fromEntries(keys)).toEqual({
      mirror: ['carillon-token', 'kafka-password'],
      notifier: ['carillon-token', 'kafka-password', 'smtp-password'],
      archiver: ['kafka-password', 'database-url', 'audit-token'],
      ingress: ['kafka-password', 'ingress-password'],
      topics: ['kafka-password'],
      verify: ['carillon-token', 'kafka-password'],
    });
  });

  test('CHT12 every file that a variable names is mounted', async () => {
    for (const { values } of [...MODES, ...FURTHER_MODES]) {
      for (const { component, pod } of podsOf(await render(values))) {
        const mounted = pod.containers.flatMap(({ volumeMounts }) =>
          volumeMounts.flatMap(({ name, mountPath }) => {
            const { secret } = pod.volumes.find((volume) => volume.name === name) ?? {};
            return secret?.items.map(({ path }) => `${mountPath}/${path}`) ?? [];
          }),
        );
        const named = Object.entries(envOf(pod)).flatMap(([name, value]) => (name.endsWith('_FILE') ? [value] : []));
        for (const file of named) expect(mounted, component).toContain(file);
      }
    }
  });

  test("CHT12 in Dapr's store each role asks for its own keys, and has no file of them", async () => {
    const pods = podsOf(await render({ transport: 'dapr', secrets: { source: 'dapr' }, ...ALL_ROLES }));
    // The Job and the test have no sidecar: they read the Secret.
    for (const { component, pod } of pods.filter((each) => isRole(each.component))) {
      const places = Object.entries(envOf(pod)).filter(([name]) => name.endsWith('_DAPR'));
      expect(places.length, component).toBeGreaterThan(0);
      for (const [, place] of places) expect(place).toMatch(/^kubernetes\/carillon-bridge\/[a-z-]+$/);
      expect(pod.volumes.map(({ name }) => name).filter((name) => name === 'secrets')).toEqual([]);
    }
  });
});
