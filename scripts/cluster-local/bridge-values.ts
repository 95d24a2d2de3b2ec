/** What the bridge is told of its surroundings, laid over the values that are shipped. */
export interface BridgeSurroundings {
  readonly parts: readonly string[];
  readonly isProduction: boolean;
  /** Where the pods find the edge that runs on this machine. */
  readonly edgeUrl: string;
  readonly image: { readonly repository: string; readonly tag: string };
}

/** The broker that the parts bring: Strimzi's, or the one of `values-local.yaml`. */
export const brokerOf = (parts: readonly string[], namespace: string): string =>
  parts.includes('strimzi') ? 'kafka-kafka-bootstrap.kafka:9092' : `carillon-bridge-kafka.${namespace}:9092`;

/** Every part that is there is used: scaling by lag, topics as resources, a certificate, numbers and alerts. */
export function bridgeValues({ parts, isProduction, edgeUrl, image }: BridgeSurroundings): object {
  const has = (part: string) => parts.includes(part);
  const isOn = (part: string) => ({ enabled: has(part) });
  const edge = new URL(edgeUrl);
  const monitored = isOn('monitoring');
  return {
    image,
    edge: { url: edgeUrl },
    transport: has('dapr') ? 'dapr' : 'kafka',
    secrets: { source: 'existing' },
    keda: isOn('keda'),
    kafka: {
      brokers: [has('strimzi') ? brokerOf(parts, '') : 'carillon-bridge-kafka:9092'],
      // One broker on this machine, whom nobody else reaches.
      ...(isProduction && { tls: { enabled: false, ca: { secretName: '' } }, sasl: { mechanism: 'none' } }),
    },
    topics: {
      replicationFactor: 1,
      ...(has('strimzi')
        ? { manage: 'strimzi', strimzi: { cluster: 'kafka', namespace: 'kafka' } }
        : { manage: 'job' }),
    },
    local: { kafka: { enabled: !has('strimzi') } },
    // Without an Ingress controller nobody comes in; the certificate is made all the same.
    ...(has('cert-manager') && {
      ingress: {
        enabled: true,
        host: 'events.carillon.localhost',
        certificate: { enabled: true, issuer: { kind: 'Issuer', name: 'self-signed' } },
      },
    }),
    ...(isProduction && { archiver: { databaseCa: { secretName: '' } }, notifier: { email: { username: '' } } }),
    networkPolicy: {
      edge: { ports: [Number(edge.port || (edge.protocol === 'https:' ? 443 : 80))] },
      kafka: { to: [], ports: [9092] },
    },
    monitoring: {
      monitors: monitored,
      rules: monitored,
      dashboards: monitored,
      edge: monitored,
      kafkaExporter: monitored,
    },
  };
}
