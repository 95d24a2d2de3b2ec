import type { Certificate, CertificateAuthority } from './certificates.ts';

/** A user of the SASL listener; both PLAIN and SCRAM know it. */
export interface KafkaUser {
  readonly name: string;
  readonly password: string;
}

/** What the two TLS listeners need. */
export interface KafkaTls {
  readonly authority: CertificateAuthority;
  readonly server: Certificate;
  readonly users: readonly KafkaUser[];
}

/** Where each listener is on 127.0.0.1. */
export interface KafkaPorts {
  readonly plain: number;
  readonly controller: number;
  readonly sasl: number;
  readonly mutual: number;
  /** Its clients are told `advertisedAs` instead, which is a proxy's. */
  readonly proxied: number;
}

interface BrokerLayout {
  readonly dataDir: string;
  readonly ports: KafkaPorts;
  readonly proxyPort: number | null;
  readonly tls: { readonly serverPem: string; readonly trustPem: string; readonly users: readonly KafkaUser[] } | null;
}

interface Listener {
  readonly name: string;
  readonly protocol: string;
  readonly port: number;
  readonly advertised: string | null;
}

/** The text of `server.properties` for a broker that is its own controller. */
export function kafkaProperties(layout: BrokerLayout): string {
  const listeners = listenersOf(layout);
  const advertised = listeners.filter((listener) => listener.advertised !== null);
  return toText({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.voters': `1@127.0.0.1:${layout.ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAIN',
    listeners: listeners.map(({ name, port }) => `${name}://127.0.0.1:${port}`).join(','),
    'advertised.listeners': advertised.map((listener) => `${listener.name}://${listener.advertised}`).join(','),
    'listener.security.protocol.map': listeners.map(({ name, protocol }) => `${name}:${protocol}`).join(','),
    'log.dirs': `${layout.dataDir}/log`,
    // One node can hold one copy.
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    // The 50 of the default make the first group and the first transaction wait for 50 folders each.
    'offsets.topic.num.partitions': '1',
    'transaction.state.log.num.partitions': '1',
    // A group of one need not wait for more to come.
    'group.initial.rebalance.delay.ms': '0',
    // So long after `kill -9` the controller takes the new process for an impostor of the old one; the default is 9 s.
    'broker.session.timeout.ms': '3000',
    'broker.heartbeat.interval.ms': '500',
    // A misspelt topic is an error, as in a cluster that somebody looks after.
    'auto.create.topics.enable': 'false',
    // The default reserves 128 MiB of the heap.
    'log.cleaner.dedupe.buffer.size': String(16 * 1024 * 1024),
    ...(layout.tls ? tlsProperties(layout.tls) : {}),
  });
}

function listenersOf({ ports, proxyPort, tls }: BrokerLayout): Listener[] {
  const at = (name: string, protocol: string, port: number, advertised: string | null) => ({
    name,
    protocol,
    port,
    advertised,
  });
  const list = [
    at('PLAIN', 'PLAINTEXT', ports.plain, `127.0.0.1:${ports.plain}`),
    at('CONTROLLER', 'PLAINTEXT', ports.controller, null),
  ];
  if (proxyPort !== null) list.push(at('PROXIED', 'PLAINTEXT', ports.proxied, `127.0.0.1:${proxyPort}`));
  if (tls) {
    list.push(at('SASL', 'SASL_SSL', ports.sasl, `localhost:${ports.sasl}`));
    list.push(at('MUTUAL', 'SSL', ports.mutual, `localhost:${ports.mutual}`));
  }
  return list;
}

function tlsProperties({ serverPem, trustPem, users }: NonNullable<BrokerLayout['tls']>): Record<string, string> {
  const security = 'org.apache.kafka.common.security';
  const plainUsers = users.map(({ name, password }) => `user_${name}="${password}"`).join(' ');
  return {
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': serverPem,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': trustPem,
    'listener.name.sasl.ssl.client.auth': 'none',
    'listener.name.mutual.ssl.client.auth': 'required',
    'listener.name.sasl.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'listener.name.sasl.plain.sasl.jaas.config': `${security}.plain.PlainLoginModule required ${plainUsers};`,
    'listener.name.sasl.scram-sha-256.sasl.jaas.config': `${security}.scram.ScramLoginModule required;`,
    'listener.name.sasl.scram-sha-512.sasl.jaas.config': `${security}.scram.ScramLoginModule required;`,
  };
}

function toText(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
