import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../../scripts/cluster/run-program.ts';
import { chart, renderChart, VALUE_SETS } from '../../scripts/deploy-chart/chart.ts';
import { renderedManifests } from '../../scripts/deploy-chart/rendered-manifests.ts';
import { type ApiServer, startApiServer } from '../../scripts/judges/api-server.ts';
import { ensureCrds } from '../../scripts/judges/ensure-crds.ts';
import { ensureEtcd } from '../../scripts/judges/ensure-etcd.ts';
import { ensureHelm, helm } from '../../scripts/judges/ensure-helm.ts';
import { ensureKubernetes } from '../../scripts/judges/ensure-kubernetes.ts';
import { FURTHER_MODES, MODES } from './modes.ts';
import { renderText } from './render.ts';

const ROLES = ['mirror', 'notifier', 'archiver'] as const;

await describeNeeding(
  'the chart before a real API server',
  [ensureHelm, ensureKubernetes, ensureEtcd, ensureCrds],
  () => {
    let server: ApiServer;
    beforeAll(async () => {
      server = await startApiServer();
      for (const name of ['kafka', 'judged', 'secretive', 'upgraded', 'lacking']) await server.newNamespace(name);
      // Pods alone are refused: of what would make some it is said.
      await server.kubectl(['label', 'namespace', 'judged', 'pod-security.kubernetes.io/warn=restricted']);
      // A dry run leaves no account behind that the pod of the test could be looked up by.
      for (const name of ['carillon-bridge-verify', 'bells-verify'])
        await server.kubectl(['create', 'serviceaccount', name, '--namespace', 'judged']);
    });
    afterAll(() => server?.stop());

    /** What it says that is no success. */
    const dryRun = async (manifests: string): Promise<string> => {
      const { code, stderr } = await server.kubectl(
        ['apply', '--server-side', '--dry-run=server', '--validate=strict', '--filename=-'],
        manifests,
      );
      return code === 0 ? stderr.replaceAll(/^Warning: .*unrecognized format.*$/gm, '').trim() : `${code}: ${stderr}`;
    };

    test('CHT5 the server refuses a pod that may become root, and a selector that is not of its pods', async () => {
      const manifests = await renderText({}, 'default', 'judged');
      const selector = /(matchLabels:\n\s+app\.kubernetes\.io\/name: )carillon-bridge(?=[\s\S]*?template:)/g;
      expect(await dryRun(manifests.replaceAll(selector, '$1other'))).toMatch(/selector.*does not match/);
      const rooted = manifests.replaceAll('allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true');
      const said = await dryRun(rooted);
      expect(said).toMatch(/pods "carillon-bridge-verify" is forbidden: violates PodSecurity "restricted/);
      expect(said).toMatch(/Warning: would violate PodSecurity "restricted.*\(container "bridge"/);
    });

    // All modes in one question: they are told apart by what is wrong.
    test.for(VALUE_SETS)(
      'CHT5 %s passes in every mode the strict dry run of the server, under pod security restricted',
      async (set) => {
        const modes = [...MODES, ...(set === 'default' ? FURTHER_MODES : [])];
        const texts = await Promise.all(modes.map(({ values }) => renderText(values, set, 'judged')));
        expect(await dryRun(texts.join('\n---\n'))).toBe('');
      },
    );

    test('CHT6 the rendered manifests are what the chart makes', async () => {
      for (const [file, made] of await renderedManifests()) expect(await readFile(file, 'utf8'), file).toBe(made);
    });

    test.for(VALUE_SETS)('CHT6 the rendered manifests of %s can be applied as they are, twice', async (set) => {
      const file = [...(await renderedManifests()).keys()].find((each) => each.endsWith(`/${set}.yaml`)) ?? '';
      const first = await server.kubectl(['apply', '--validate=strict', '--filename', file]);
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(first.stdout).toMatch(/deployment\.apps\/carillon-bridge-mirror/);
      const second = await server.kubectl(['apply', '--validate=strict', '--filename', file]);
      expect(second).toMatchObject({ code: 0 });
      expect(second.stdout).not.toMatch(/created/);
    });

    const may = async (account: string, namespace: string, ...what: string[]): Promise<boolean> => {
      const user = `system:serviceaccount:${namespace}:carillon-bridge-${account}`;
      const { stdout } = await server.kubectl(['auth', 'can-i', ...what, '--as', user, '--namespace', namespace]);
      return stdout.trim() === 'yes';
    };
    const FORBIDDEN: readonly string[][] = [
      ['list', 'secrets'],
      ['watch', 'secrets'],
      ['get', 'secrets/other'],
      ['create', 'secrets'],
      ['delete', 'secrets'],
      ['get', 'pods'],
      ['create', 'pods/exec'],
      ['create', 'pods'],
      ['get', 'configmaps'],
      ['patch', 'deployments.apps'],
      ['create', 'rolebindings.rbac.authorization.k8s.io'],
      ['create', 'serviceaccounts/token'],
      ['get', 'secrets', '--all-namespaces'],
      ['*', '*'],
    ];

    test('CHT7 the accounts of the roles may do nothing at all', async () => {
      await server.kubectl(['apply', '--filename=-'], await renderText({}, 'default', 'judged'));
      for (const account of [...ROLES, 'topics', 'verify'])
        for (const what of [...FORBIDDEN, ['get', 'secrets/carillon-bridge']])
          expect(await may(account, 'judged', ...what), `${account} ${what.join(' ')}`).toBe(false);
    });

    test("CHT7 with Dapr's own store they may read the one Secret, and nothing else", async () => {
      const values = { transport: 'dapr', secrets: { source: 'dapr' } };
      await server.kubectl(['apply', '--filename=-'], await renderText(values, 'default', 'secretive'));
      for (const account of ROLES) {
        expect(await may(account, 'secretive', 'get', 'secrets/carillon-bridge'), account).toBe(true);
        for (const what of FORBIDDEN)
          expect(await may(account, 'secretive', ...what), `${account} ${what.join(' ')}`).toBe(false);
      }
      for (const what of FORBIDDEN) expect(await may('topics', 'secretive', ...what)).toBe(false);
      expect(await may('topics', 'secretive', 'get', 'secrets/carillon-bridge')).toBe(false);
    });

    test('CHT25 a Secret that is there and lacks a key is refused before anything is installed, and again at an upgrade', async () => {
      const at = ['--kubeconfig', server.kubeconfig, '--namespace', 'lacking'];
      const install = (...more: string[]) =>
        runProgram(helm, ['upgrade', '--install', 'carillon', chart, ...at, ...more]).then(
          () => 'installed',
          (error: unknown) => String(error),
        );
      const secret = (...keys: string[]) => ({
        ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'carillon-bridge', namespace: 'lacking' } },
        stringData: Object.fromEntries(keys.map((key) => [key, 'any'])),
      });
      const apply = (manifest: object) => server.kubectl(['apply', '--filename=-'], JSON.stringify(manifest));
      await apply(secret('carillon-token', 'audit-token'));
      expect(await install()).toMatch(/The Secret carillon-bridge in lacking has no key database-url/);
      expect((await server.kubectl(['get', 'deployments', ...at.slice(2)])).stderr).toMatch(/No resources found/);
      await apply(secret('carillon-token', 'audit-token', 'database-url'));
      expect(await install()).toBe('installed');
      const sasl = ['--set', 'kafka.sasl.mechanism=plain', '--set', 'kafka.sasl.username=a'];
      expect(await install(...sasl)).toMatch(/has no key kafka-password/);
      // What the store of secrets fills may come after its first use.
      expect(await install(...sasl, '--set', 'secrets.source=external')).toBe('installed');
    });

    test('CHT8 what runs takes another image, other values and another transport without being deleted first', async () => {
      const steps = [
        {},
        { image: { tag: '0.2.0' }, topics: { partitions: { reminders: 4 } } },
        { image: { tag: '0.3.0' }, transport: 'dapr', podLabels: { team: 'a' } },
      ];
      for (const values of steps) {
        const manifests = await renderChart({ set: 'default', values, namespace: 'upgraded' });
        expect(await server.kubectl(['apply', '--validate=strict', '--filename=-'], manifests)).toMatchObject({
          code: 0,
        });
      }
    });
  },
);
