import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { type ApiServer, startApiServer } from './api-server.ts';
import { ensureCrds } from './ensure-crds.ts';
import { ensureEtcd } from './ensure-etcd.ts';
import { ensureKubernetes } from './ensure-kubernetes.ts';

const scaledObject = (spec: object) => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'judged' },
  spec: { scaleTargetRef: { name: 'judged' }, triggers: [{ type: 'kafka', metadata: {} }], ...spec },
});
const pod = (securityContext: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'judged' },
  spec: { containers: [{ name: 'judged', image: 'judged', securityContext }] },
});

await describeNeeding('the API server of the tests', [ensureKubernetes, ensureEtcd, ensureCrds], () => {
  let server: ApiServer;
  beforeAll(async () => {
    server = await startApiServer();
    await server.newNamespace('judged');
  });
  afterAll(() => server?.stop());

  const apply = (manifest: object) => {
    const args = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '--namespace', 'judged'];
    return server.kubectl([...args, '--filename', '-'], JSON.stringify(manifest));
  };

  test('DEP5 it takes what is right, and refuses an unknown field, a value out of bounds, and a pod that may do too much', async () => {
    expect(await apply(scaledObject({}))).toMatchObject({ code: 0 });
    expect((await apply(scaledObject({ maxReplicas: 3 }))).stderr).toContain(
      '.spec.maxReplicas: field not declared in schema',
    );
    expect((await apply(scaledObject({ maxReplicaCount: 'three' }))).stderr).toContain('spec.maxReplicaCount');
    const least = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true };
    const restricted = { ...least, seccompProfile: { type: 'RuntimeDefault' } };
    expect(await apply(pod(restricted))).toMatchObject({ code: 0 });
    expect((await apply(pod(least))).stderr).toContain('violates PodSecurity "restricted');
  });

  test('DEP5 who has no role may do nothing', async () => {
    const can = (who: string) =>
      server.kubectl(['auth', 'can-i', 'get', 'secrets', '--as', who, '--namespace', 'judged']);
    expect((await can('system:serviceaccount:judged:default')).stdout.trim()).toBe('no');
    expect((await server.kubectl(['auth', 'can-i', 'get', 'secrets', '--namespace', 'judged'])).stdout.trim()).toBe(
      'yes',
    );
  });
});
