import { expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../../scripts/cluster/run-program.ts';
import { localSecrets } from '../../scripts/cluster-local/local-secrets.ts';
import { installBridge } from '../../scripts/cluster-local/plan-cluster.ts';
import { PARTS } from '../../scripts/cluster-local/platform.ts';
import { chart, valueFlags } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm, helm } from '../../scripts/judges/ensure-helm.ts';
import { ensureKubeconform } from '../../scripts/judges/ensure-kubeconform.ts';
import { ensureSchemas } from '../../scripts/judges/ensure-schemas.ts';
import { judgeManifests } from './judge-manifests.ts';

const WAYS = [...PARTS.map((part) => [part]), [], PARTS].flatMap((parts) =>
  [false, true].map((isProduction) => ({ parts, isProduction })),
);
/** What shows that a part is used, and not only installed. */
const USED: Readonly<Record<string, RegExp>> = {
  'cert-manager': /kind: Certificate/,
  keda: /kind: ScaledObject/,
  strimzi: /kind: KafkaTopic/,
  dapr: /kind: Subscription/,
  monitoring: /kind: PrometheusRule/,
};

/** The manifests that the plan installs the bridge by, and those that it applies itself. */
async function planned({ parts, isProduction }: (typeof WAYS)[number]) {
  const steps = installBridge({
    ...{ namespace: 'carillon', chart, monitoring: 'monitoring', parts, isProduction },
    image: { repository: 'carillon-bridge', tag: 'local-0123456789ab', archive: null },
    edgeUrl: 'http://172.18.0.1:8788',
    values: (isProduction ? (['production', 'local'] as const) : (['local'] as const)).map(
      (set) => valueFlags(set)[1] ?? '',
    ),
    secrets: localSecrets('token', 'carillon', ''),
  });
  const args = steps.find(({ title }) => title === 'Installing the bridge')?.args ?? [];
  // Without a cluster: what `upgrade --install carillon CHART` would send.
  const template = ['template', ...args.slice(2).filter((each) => !['--wait', '--timeout', '5m'].includes(each))];
  return {
    bridge: await runProgram(helm, template),
    beside: steps.flatMap(({ input }) => (input === undefined ? [] : [input])).join('\n---\n'),
  };
}

await describeNeeding('the bridge of npm run cluster:local', [ensureHelm, ensureKubeconform, ensureSchemas], () => {
  test.for(WAYS)('CHT23 with %o each part that is there is used, and the values hold together', async (way) => {
    const { bridge, beside } = await planned(way);
    for (const [part, isUsed] of Object.entries(USED)) expect(isUsed.test(bridge), part).toBe(way.parts.includes(part));
    expect(bridge).toContain('image: carillon-bridge:local-0123456789ab');
    expect(bridge).toMatch(/port: 8788/);
    // Every Secret it reads is one that was made.
    for (const [, key = ''] of bridge.matchAll(/\{ key: ([\w.-]+), path:/g))
      expect(`${beside}"token"`).toContain(`"${key}"`);
  });

  test('CHT23 in every way the manifests are as the schemas of Kubernetes and of all definitions say', async () => {
    const files = new Map<string, string>();
    for (const [index, way] of WAYS.entries()) {
      const { bridge, beside } = await planned(way);
      files.set(`${index}-bridge`, bridge).set(`${index}-beside`, beside);
    }
    expect(await judgeManifests(files)).toBe('');
  });
});
