import { bridgeValues, brokerOf } from './bridge-values.ts';
import { namespaceOf, secretOf, selfSignedIssuer, strimziKafka } from './cluster-resources.ts';
import { PLATFORM } from './platform.ts';

export const ENGINES = ['kind', 'minikube'] as const;
export type Engine = (typeof ENGINES)[number];

/** One command of the way to a cluster, with what a person is told while it runs. */
export interface ClusterStep {
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  /** What goes to its stdin: a secret does not stand among arguments, where everybody sees it. */
  readonly input?: string;
}

/** An image that was built on this machine. */
export interface BuiltImage {
  readonly repository: string;
  /** Another one whenever something else is in it: pods are made anew by it, and by it alone. */
  readonly tag: string;
  /** The file it was written to; null is in Docker. */
  readonly archive: string | null;
}

export interface ClusterPlan {
  readonly engine: Engine;
  /** Whether the cluster is there already. */
  readonly isThere: boolean;
  readonly cluster: string;
  readonly image: BuiltImage;
}

export interface InstallPlan {
  readonly namespace: string;
  readonly chart: string;
  /** The folder of the values of the monitoring. */
  readonly monitoring: string;
  readonly isProduction: boolean;
  /** Which parts of the platform; none is the smallest cluster that works. */
  readonly parts: readonly string[];
  readonly image: BuiltImage;
  /** Where the pods find the edge that runs on this machine. */
  readonly edgeUrl: string;
  /** Files of values, the last above the others. */
  readonly values: readonly string[];
  /** By Secret and key. */
  readonly secrets: Readonly<
    Record<'bridge' | 'daprApp' | 'alerts' | 'grafana' | 'archiveMonitor', Record<string, string>>
  >;
}

/** From nothing to a cluster that has the image. */
export function createCluster({ engine, isThere, cluster, image }: ClusterPlan): ClusterStep[] {
  const create = {
    kind: ['create', 'cluster', '--name', cluster, '--wait', '5m'],
    minikube: ['start', '--profile', cluster, '--memory', '6g', '--cpus', '2', '--cni', 'calico'],
  };
  const name = `${image.repository}:${image.tag}`;
  const load = {
    kind: [
      ...(image.archive === null ? ['load', 'docker-image', name] : ['load', 'image-archive', image.archive]),
      '--name',
      cluster,
    ],
    minikube: ['image', 'load', image.archive ?? name, '--profile', cluster],
  };
  const context = engine === 'kind' ? `kind-${cluster}` : cluster;
  return [
    ...(isThere ? [] : [{ title: `Creating the cluster with ${engine}`, command: engine, args: create[engine] }]),
    { title: 'Choosing the cluster', command: 'kubectl', args: ['config', 'use-context', context] },
    { title: `Loading ${name}`, command: engine, args: load[engine] },
  ];
}

/** Every command from a cluster to a bridge that works, in order. Each may be repeated: what is there is left or brought up to date. */
export function installBridge(plan: InstallPlan): ClusterStep[] {
  const { namespace, parts, secrets } = plan;
  const has = (part: string) => parts.includes(part);
  return [
    apply('Making the namespace', namespaceOf(namespace, true)),
    apply('Making the Secret', secretOf('carillon-bridge', namespace, secrets.bridge)),
    ...(has('monitoring') ? monitoringSecrets(plan) : []),
    ...PLATFORM.filter(({ part }) => parts.includes(part)).map((each) => installChart(each, plan)),
    ...(has('strimzi') ? strimziSteps() : []),
    ...(has('cert-manager') ? [apply('Making who signs certificates', selfSignedIssuer(namespace))] : []),
    ...(has('dapr')
      ? [apply('Making the token of the sidecars', secretOf('carillon-dapr-app-token', namespace, secrets.daprApp))]
      : []),
    {
      title: 'Installing the bridge',
      command: 'helm',
      args: [
        ...['upgrade', '--install', 'carillon', plan.chart, '--namespace', namespace],
        ...plan.values.flatMap((file) => ['--values', file]),
        ...['--set-json', JSON.stringify(bridgeValues({ ...plan, image: imageOf(plan) }))],
        ...['--wait', '--timeout', '5m'],
      ],
    },
    { title: 'Asking whether it works', command: 'helm', args: ['test', 'carillon', '--namespace', namespace] },
  ];
}

const imageOf = ({ image }: InstallPlan) => ({ repository: image.repository, tag: image.tag });

function installChart(
  each: (typeof PLATFORM)[number],
  { isProduction, monitoring, parts, namespace }: InstallPlan,
): ClusterStep {
  const { name, repository, chart, version } = each;
  const settings = [
    ...(isProduction ? each.production : each.local),
    ...(name === 'kafka-exporter' ? [`kafkaServer={${brokerOf(parts, namespace)}}`] : []),
  ];
  return {
    title: `Installing ${name} ${version}`,
    command: 'helm',
    args: [
      ...['upgrade', '--install', name, chart, '--repo', repository, '--version', version],
      ...['--namespace', each.namespace, '--create-namespace'],
      ...(each.values === undefined ? [] : ['--values', `${monitoring}/${each.values}`]),
      ...settings.flatMap((value) => ['--set', value]),
      // An exporter waits for what it looks at, which comes with the bridge.
      ...(name.endsWith('-exporter') ? [] : ['--wait', '--timeout', '10m']),
    ],
  };
}

function monitoringSecrets({ secrets }: InstallPlan): ClusterStep[] {
  const named = {
    'alert-receivers': secrets.alerts,
    'grafana-admin': secrets.grafana,
    'archive-monitor': secrets.archiveMonitor,
  };
  return [
    apply('Making the namespace of the monitoring', namespaceOf('monitoring', false)),
    ...Object.entries(named).map(([name, data]) => apply(`Making ${name}`, secretOf(name, 'monitoring', data))),
  ];
}

function strimziSteps(): ClusterStep[] {
  const wait = ['wait', 'kafka/kafka', '--for=condition=Ready', '--timeout=10m', '--namespace', 'kafka'];
  return [
    ...strimziKafka().map((manifest) => apply('Making the broker', manifest)),
    { title: 'Waiting for the broker', command: 'kubectl', args: wait },
  ];
}

function apply(title: string, manifest: object): ClusterStep {
  return { title, command: 'kubectl', args: ['apply', '--filename=-'], input: JSON.stringify(manifest) };
}
