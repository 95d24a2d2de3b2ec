import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { describeNeeding } from '#test/e2e-needs.ts';
import { chart, VALUE_SETS } from '../../scripts/deploy-chart/chart.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { type Manifest, ofKind, TestPodSchema } from './manifests.ts';
import { render } from './render.ts';
import { renderNotes } from './render-notes.ts';

const named = (manifests: readonly Manifest[], kind: string) => manifests.filter((manifest) => manifest.kind === kind);
const RulesSchema = z.object({
  groups: z.array(z.object({ rules: z.array(z.looseObject({ expr: z.string() })) })),
});
const ALL_NUMBERS = { monitors: { enabled: true }, edge: { enabled: true }, kafkaExporter: { enabled: true } };
const filesOf = async (folder: string) => (await readdir(path.join(chart, 'files', folder))).sort();

await describeNeeding('what surrounds the chart', [ensureHelm], () => {
  test('CHT16 each file of rules is a PrometheusRule, and each dashboard a ConfigMap that Grafana finds', async () => {
    const runbooks = 'https://git.test/tasks/docs/runbooks';
    const on = { ...ALL_NUMBERS, rules: { enabled: true, runbooks }, dashboards: { enabled: true } };
    const manifests = await render({
      monitoring: { ...on, labels: { release: 'monitoring' } },
      ingress: { enabled: true },
    });
    const rules = await filesOf('rules');
    expect(rules.length).toBeGreaterThan(0);
    const made = named(manifests, 'PrometheusRule');
    expect(made.map(({ metadata }) => `${metadata.name.replace('carillon-bridge-', '')}.yaml`).sort()).toEqual(rules);
    for (const rule of made) {
      expect(rule.metadata.labels.release).toBe('monitoring');
      const file = path.join(chart, 'files/rules', `${rule.metadata.name.replace('carillon-bridge-', '')}.yaml`);
      // The values say where the repository is, and nothing else does.
      const text = (await readFile(file, 'utf8')).replaceAll(': docs/runbooks/', `: ${runbooks}/`);
      expect(rule.spec).toEqual(parse(text));
      expect(text.match(/runbook_url: (?!https:\/\/git\.test\/)/g)).toBeNull();
    }
    const dashboards = await filesOf('dashboards');
    const maps = named(manifests, 'ConfigMap');
    expect(maps.flatMap(({ data }) => Object.keys(Object(data))).sort()).toEqual(dashboards);
    for (const map of maps) expect(map.metadata.labels.grafana_dashboard).toBe('1');
    expect(JSON.stringify(await render({}))).not.toMatch(/monitoring\.coreos\.com|grafana/);
  });

  test('CHT16 what the values switch off is not missed, and the consumer is the one that the mirror has', async () => {
    const rulesOf = async (values: object) =>
      named(await render({ ...values }), 'PrometheusRule').flatMap(({ spec }) =>
        RulesSchema.parse(spec).groups.flatMap(({ rules }) => rules),
      );
    const missed = async (values: object) =>
      (await rulesOf(values)).flatMap(({ expr }) => expr.match(/(?<=absent\()[^)]*(?=\))/g) ?? []).sort();
    const monitoring = { ...ALL_NUMBERS, rules: { enabled: true } };
    const [mirror, notifier, archiver, ingress] = ['mirror', 'notifier', 'archiver', 'ingress'].map(
      (role) => `carillon_bridge_info{job="${role}"}`,
    );
    expect(await missed({ monitoring, ingress: { enabled: true } })).toEqual(
      [archiver, ingress, mirror, notifier, 'kafka_brokers', 'up{job="carillon-edge"}'].sort(),
    );
    const pushed = { mirror: { enabled: false }, notifier: { enabled: false }, ingress: { enabled: true } };
    const few = { monitors: { enabled: true }, rules: { enabled: true } };
    expect(await missed({ monitoring: few, ...pushed })).toEqual([archiver, ingress]);
    const text = JSON.stringify(await rulesOf({ monitoring, mirror: { consumer: 'copy' } }));
    expect(text).toContain('carillon_edge_feed_lag_seconds{consumer=\\"copy\\"}');
  });

  test('CHT16 numbers are read of every role, of sidecars where there are some, and of the edge with its token', async () => {
    const monitoring = { monitors: { enabled: true }, edge: { enabled: true } };
    const manifests = await render({ monitoring, transport: 'dapr' });
    expect(named(manifests, 'ServiceMonitor')).toHaveLength(3);
    expect(named(manifests, 'PodMonitor')).toHaveLength(1);
    expect(named(manifests, 'ScrapeConfig')).toMatchObject([
      {
        spec: {
          scheme: 'HTTPS',
          staticConfigs: [{ targets: ['carillon.example.com:443'] }],
          authorization: { type: 'Bearer', credentials: { name: 'carillon-bridge', key: 'edge-metrics-token' } },
        },
      },
    ]);
    expect(named(await render({ monitoring }), 'PodMonitor')).toEqual([]);
  });

  test('CHT17 the notes say what comes next, by the values', async () => {
    const said = await renderNotes({});
    expect(said).toMatch(/archiver, mirror, notifier over kafka/);
    expect(said).toMatch(/! edge\.url is still the placeholder/);
    expect(said).toMatch(/npm run --silent admin -- service-token create bridge --scopes feed,deliveries/);
    expect(said).toMatch(/helm test carillon -n carillon/);
    expect(said).toMatch(/helm rollback/);
    expect(said).toMatch(/Nobody is told when it stops/);
    const other = await renderNotes({
      edge: { url: 'https://tasks.test' },
      secrets: { source: 'external' },
      topics: { manage: 'none' },
    });
    expect(other).toMatch(/! image\.repository is still the placeholder/);
    expect(other).not.toMatch(/edge\.url is still|service-token create/);
    expect(other).toMatch(/get externalsecret carillon-bridge/);
    expect(other).toMatch(/Topics are yours to make/);
  });

  test.for(VALUE_SETS)('CHT17 helm test asks every role of %s where its Service is', async (set) => {
    const manifests = await render({}, set);
    const [pod] = ofKind(manifests, 'Pod', TestPodSchema);
    expect(pod?.metadata.annotations['helm.sh/hook']).toBe('test');
    const [command, ...roles] = pod?.spec.containers[0]?.args ?? [];
    expect(command).toBe('verify');
    const services = named(manifests, 'Service').map(({ metadata }) => metadata.name);
    expect(roles).toEqual(
      services
        .filter((name) => /-(mirror|notifier|archiver|ingress)$/.test(name))
        .map((name) => `--role=${name.replace('carillon-bridge-', '')}=http://${name}:8788`)
        .sort(),
    );
  });

  test('CHT18 an Ingress shows what the edge pushes to, over TLS, within limits', async () => {
    const [ingress] = named(await render({ ingress: { enabled: true, certificate: { enabled: true } } }), 'Ingress');
    expect(ingress?.spec).toMatchObject({
      tls: [{ hosts: ['events.example.com'], secretName: 'carillon-bridge-ingress-tls' }],
      rules: [{ host: 'events.example.com', http: { paths: [{ path: '/produce' }] } }],
    });
    expect(ingress?.metadata.annotations).toMatchObject({
      'nginx.ingress.kubernetes.io/limit-rps': '50',
      'nginx.ingress.kubernetes.io/limit-connections': '20',
      'nginx.ingress.kubernetes.io/proxy-body-size': '4m',
      'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
    });
  });

  test('CHT18 so does a route of the Gateway API; where neither is asked for nothing shows', async () => {
    const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } } }];
    const networkPolicy = { ingressController: { from } };
    const gateway = { enabled: true, expose: 'gateway' };
    const [route] = named(await render({ ingress: gateway, networkPolicy }), 'HTTPRoute');
    expect(route?.spec).toMatchObject({ rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/produce' } }] }] });
    // The certificate is made here, and read where the Gateway is.
    const certified = await render({ ingress: { ...gateway, certificate: { enabled: true } }, networkPolicy });
    expect(named(certified, 'ReferenceGrant')).toMatchObject([
      {
        spec: {
          from: [{ kind: 'Gateway', namespace: 'gateway' }],
          to: [{ kind: 'Secret', name: 'carillon-bridge-ingress-tls' }],
        },
      },
    ]);
    for (const values of [{}, { ingress: { enabled: true, expose: 'none' } }]) {
      const manifests = await render(values);
      for (const kind of ['Ingress', 'HTTPRoute', 'Certificate', 'ReferenceGrant'])
        expect(named(manifests, kind)).toEqual([]);
    }
  });
});
