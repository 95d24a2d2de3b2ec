/** What is installed beside the bridge, each with its chart and the version that the chart of the bridge was judged with. */
export interface PlatformPart {
  readonly name: string;
  readonly namespace: string;
  /** Where the chart is, as `helm repo add` takes it. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** `--set` on one machine, and in production. */
  readonly local: readonly string[];
  readonly production: readonly string[];
}

export const PLATFORM: readonly PlatformPart[] = [
  {
    ...{ name: 'cert-manager', namespace: 'cert-manager', chart: 'cert-manager', version: 'v1.21.2' },
    repository: 'https://charts.jetstack.io',
    local: ['crds.enabled=true'],
    production: ['crds.enabled=true', 'replicaCount=2', 'webhook.replicaCount=3', 'cainjector.replicaCount=2'],
  },
  {
    ...{ name: 'keda', namespace: 'keda', chart: 'keda', version: '2.21.0' },
    repository: 'https://kedacore.github.io/charts',
    local: [],
    production: ['operator.replicaCount=2', 'metricsServer.replicaCount=2', 'webhooks.replicaCount=2'],
  },
  {
    ...{ name: 'strimzi', namespace: 'kafka', chart: 'strimzi-kafka-operator', version: '0.45.0' },
    repository: 'https://strimzi.io/charts',
    local: [],
    production: ['replicas=2'],
  },
  {
    ...{ name: 'dapr', namespace: 'dapr-system', chart: 'dapr', version: '1.16.0' },
    repository: 'https://dapr.github.io/helm-charts',
    // Pods of `restricted` namespaces are let in with a sidecar that drops what it does not need.
    local: ['dapr_sidecar_injector.sidecarDropALLCapabilities=true'],
    production: [
      'global.ha.enabled=true',
      'global.mtls.enabled=true',
      'dapr_sidecar_injector.sidecarDropALLCapabilities=true',
    ],
  },
  {
    ...{ name: 'monitoring', namespace: 'monitoring', chart: 'kube-prometheus-stack', version: '75.15.1' },
    repository: 'https://prometheus-community.github.io/helm-charts',
    local: ['prometheus.prometheusSpec.retention=1d'],
    production: [
      'prometheus.prometheusSpec.retention=15d',
      'prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage=50Gi',
    ],
  },
];
