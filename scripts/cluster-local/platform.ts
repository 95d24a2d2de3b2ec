/** What is installed beside the bridge, each with its chart and the version that the chart of the bridge was judged with. */
export interface PlatformChart {
  readonly name: string;
  /** What `--with` calls it; several charts may be of one part. */
  readonly part: string;
  readonly namespace: string;
  /** Where the chart is, as `helm repo add` takes it. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** Its values, in k8s-bridge/deploy/monitoring. */
  readonly values?: string;
  /** `--set` on one machine, and in production. */
  readonly local: readonly string[];
  readonly production: readonly string[];
}

const PROMETHEUS = 'https://prometheus-community.github.io/helm-charts';
const GRAFANA = 'https://grafana.github.io/helm-charts';
const MONITORING = { part: 'monitoring', namespace: 'monitoring' };
/** The broker on one machine takes anybody, in plain text. */
const OPEN_BROKER = ['tls.enabled=false', 'tls.mountPath=null', 'sasl.enabled=false', 'sasl.scram.enabled=false'];

export const PLATFORM: readonly PlatformChart[] = [
  {
    ...{
      name: 'cert-manager',
      part: 'cert-manager',
      namespace: 'cert-manager',
      chart: 'cert-manager',
      version: 'v1.21.2',
    },
    repository: 'https://charts.jetstack.io',
    local: ['crds.enabled=true'],
    production: ['crds.enabled=true', 'replicaCount=2', 'webhook.replicaCount=3', 'cainjector.replicaCount=2'],
  },
  {
    ...{ name: 'keda', part: 'keda', namespace: 'keda', chart: 'keda', version: '2.21.0' },
    repository: 'https://kedacore.github.io/charts',
    local: [],
    production: ['operator.replicaCount=2', 'metricsServer.replicaCount=2', 'webhooks.replicaCount=2'],
  },
  {
    ...{ name: 'strimzi', part: 'strimzi', namespace: 'kafka', chart: 'strimzi-kafka-operator', version: '0.45.0' },
    repository: 'https://strimzi.io/charts',
    local: [],
    production: ['replicas=2'],
  },
  {
    ...{ name: 'dapr', part: 'dapr', namespace: 'dapr-system', chart: 'dapr', version: '1.16.0' },
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
    ...{
      ...MONITORING,
      name: 'monitoring',
      chart: 'kube-prometheus-stack',
      version: '75.15.1',
      repository: PROMETHEUS,
    },
    values: 'kube-prometheus-stack.values.yaml',
    local: ['prometheus.prometheusSpec.retention=1d', 'prometheus.prometheusSpec.retentionSize=1GB'],
    production: [],
  },
  {
    ...{ ...MONITORING, name: 'loki', chart: 'loki', version: '6.49.0', repository: GRAFANA },
    values: 'loki.values.yaml',
    local: ['singleBinary.persistence.size=2Gi'],
    production: [],
  },
  {
    ...{ ...MONITORING, name: 'alloy', chart: 'alloy', version: '1.5.1', repository: GRAFANA },
    values: 'alloy.values.yaml',
    local: [],
    production: [],
  },
  {
    ...{ ...MONITORING, name: 'kafka-exporter', chart: 'prometheus-kafka-exporter', version: '2.13.0' },
    repository: PROMETHEUS,
    values: 'kafka-exporter.values.yaml',
    local: OPEN_BROKER,
    production: OPEN_BROKER,
  },
  {
    ...{ ...MONITORING, name: 'postgres-exporter', chart: 'prometheus-postgres-exporter', version: '6.10.2' },
    repository: PROMETHEUS,
    values: 'postgres-exporter.values.yaml',
    local: [],
    production: [],
  },
];

/** What `--with` takes. */
export const PARTS: readonly string[] = [...new Set(PLATFORM.map(({ part }) => part))];
