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

export interface ClusterPlan {
  readonly engine: Engine;
  /** Whether the cluster is there already. */
  readonly isThere: boolean;
  readonly cluster: string;
  readonly namespace: string;
  readonly chart: string;
  readonly platform: 'local' | 'production';
  /** Which parts of the platform; none is the smallest cluster that works. */
  readonly parts: readonly string[];
  /** Of the image that was built, as it is loaded. */
  readonly archive: string;
  readonly image: string;
  /** Of the Secret, by key. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where the pods find the edge that runs on this machine. */
  readonly edgeUrl: string;
  readonly values: readonly string[];
  /** What the sidecars show to the program; null is without Dapr. */
  readonly daprAppToken: string | null;
}

/** Every command from nothing to a bridge that works, in order. Each may be repeated: what is there is left or brought up to date. */
export function planCluster(plan: ClusterPlan): ClusterStep[] {
  const { namespace, daprAppToken } = plan;
  return [
    ...createSteps(plan),
    ...PLATFORM.filter(({ name }) => plan.parts.includes(name)).map(
      ({ name, namespace: home, repository, chart, version, ...settings }): ClusterStep => ({
        title: `Installing ${name} ${version}`,
        command: 'helm',
        args: [
          ...['upgrade', '--install', name, chart, '--repo', repository, '--version', version],
          ...['--namespace', home, '--create-namespace', '--wait', '--timeout', '10m'],
          ...settings[plan.platform].flatMap((value) => ['--set', value]),
        ],
      }),
    ),
    apply('Making the namespace', namespaceOf(namespace)),
    apply('Making the Secret', secretOf('carillon-bridge', namespace, plan.secrets)),
    ...(daprAppToken === null
      ? []
      : [
          apply(
            'Making the token of the sidecars',
            secretOf('carillon-dapr-app-token', namespace, { token: daprAppToken }),
          ),
        ]),
    {
      title: 'Installing the bridge',
      command: 'helm',
      args: [
        ...['upgrade', '--install', 'carillon', plan.chart, '--namespace', namespace],
        ...plan.values.flatMap((file) => ['--values', file]),
        ...['--set', `image.repository=${plan.image.split(':')[0]}`, '--set', `image.tag=${plan.image.split(':')[1]}`],
        ...['--set', `transport=${daprAppToken === null ? 'kafka' : 'dapr'}`],
        ...['--set', `edge.url=${plan.edgeUrl}`, '--wait', '--timeout', '5m'],
      ],
    },
    { title: 'Asking whether it works', command: 'helm', args: ['test', 'carillon', '--namespace', namespace] },
  ];
}

function createSteps({ engine, isThere, cluster, archive, image }: ClusterPlan): ClusterStep[] {
  const create = {
    kind: ['create', 'cluster', '--name', cluster, '--wait', '5m'],
    minikube: ['start', '--profile', cluster, '--memory', '6g', '--cpus', '2', '--cni', 'calico'],
  };
  const load = {
    kind: ['load', 'image-archive', archive, '--name', cluster],
    minikube: ['image', 'load', archive, '--profile', cluster],
  };
  const context = engine === 'kind' ? `kind-${cluster}` : cluster;
  return [
    ...(isThere ? [] : [{ title: `Creating the cluster with ${engine}`, command: engine, args: create[engine] }]),
    { title: 'Choosing the cluster', command: 'kubectl', args: ['config', 'use-context', context] },
    { title: `Loading ${image}`, command: engine, args: load[engine] },
  ];
}

function apply(title: string, manifest: object): ClusterStep {
  return { title, command: 'kubectl', args: ['apply', '--filename=-'], input: JSON.stringify(manifest) };
}

function namespaceOf(name: string): object {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function secretOf(name: string, namespace: string, stringData: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
}
