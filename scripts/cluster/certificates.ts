// Must come first: the library below reads its decorators through it.
import 'reflect-metadata';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** PEM texts. `key` is an unencrypted PKCS#8 key. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** An authority of one's own, as a company's network has it: nothing trusts it unless it is given `certificate`. */
export interface CertificateAuthority {
  readonly certificate: string;
  /** For a server that is reached under these names or addresses. */
  readonly issueServer: (hosts: readonly string[], options?: Validity) => Promise<Certificate>;
  /** For a client; `name` becomes its common name. */
  readonly issueClient: (name: string, options?: Validity) => Promise<Certificate>;
}

interface Validity {
  /** Valid for so many days from yesterday on; below 1 it has already expired. Default 30. */
  readonly days?: number;
}

interface Subject extends Validity {
  readonly name: string;
  readonly extensions: readonly x509.Extension[];
}

/** Makes an authority for tests and for the local cluster. */
export async function makeAuthority(name = 'Carillon local authority'): Promise<CertificateAuthority> {
  const keys = await makeKeys();
  const subject = `CN=${name}`;
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity({ days: 365 }),
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const issue = async (wanted: Subject): Promise<Certificate> => {
    const own = await makeKeys();
    const issued = await x509.X509CertificateGenerator.create({
      subject: `CN=${wanted.name}`,
      issuer: subject,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
      ...validity(wanted),
      extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true), ...wanted.extensions],
    });
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', own.privateKey);
    return { certificate: pem(issued), key: `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n` };
  };
  return {
    certificate: pem(root),
    issueServer: (hosts, options) => issue({ name: hosts[0] ?? 'server', ...options, extensions: forServer(hosts) }),
    issueClient: (client, options) => issue({ name: client, ...options, extensions: forClient() }),
  };
}

function forServer(hosts: readonly string[]): x509.Extension[] {
  const names = hosts.map((host): x509.JsonGeneralName => ({ type: isIP(host) ? 'ip' : 'dns', value: host }));
  return [
    new x509.SubjectAlternativeNameExtension(names),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
  ];
}

function forClient(): x509.Extension[] {
  return [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])];
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

/** From yesterday on, so that a clock that is a little behind accepts it too. */
function validity({ days = 30 }: Validity): { notBefore: Date; notAfter: Date } {
  const fromMs = Date.now() - DAY_MS;
  return { notBefore: new Date(fromMs), notAfter: new Date(fromMs + days * DAY_MS) };
}

function pem(certificate: x509.X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}
