/** What is applied beside charts. A secret goes through stdin: among arguments everybody would see it. */

export function namespaceOf(name: string, isRestricted: boolean): object {
  const labels = isRestricted ? { 'pod-security.kubernetes.io/enforce': 'restricted' } : {};
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

export function secretOf(name: string, namespace: string, stringData: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData };
}

/** One broker under Strimzi, which keeps nothing. */
export function strimziKafka(): readonly object[] {
  const metadata = { name: 'kafka', namespace: 'kafka' };
  const apiVersion = 'kafka.strimzi.io/v1beta2';
  const one = { 'offsets.topic.replication.factor': 1, 'transaction.state.log.replication.factor': 1 };
  return [
    {
      ...{ apiVersion, kind: 'KafkaNodePool' },
      metadata: { ...metadata, name: 'all', labels: { 'strimzi.io/cluster': 'kafka' } },
      spec: { replicas: 1, roles: ['controller', 'broker'], storage: { type: 'ephemeral' } },
    },
    {
      ...{ apiVersion, kind: 'Kafka' },
      metadata: { ...metadata, annotations: { 'strimzi.io/node-pools': 'enabled', 'strimzi.io/kraft': 'enabled' } },
      spec: {
        kafka: {
          listeners: [{ name: 'plain', port: 9092, type: 'internal', tls: false }],
          config: { ...one, 'transaction.state.log.min.isr': 1, 'auto.create.topics.enable': false },
        },
        entityOperator: { topicOperator: {} },
      },
    },
  ];
}

/** Whoever signs certificates on one machine. */
export function selfSignedIssuer(namespace: string): object {
  const metadata = { name: 'self-signed', namespace };
  return { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata, spec: { selfSigned: {} } };
}
