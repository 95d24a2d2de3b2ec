import ip from 'ipaddr.js';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isPublicAddress } from '#core/delivery/network-address.ts';
import { refuseWebhookUrl } from '#core/delivery/webhook-url.ts';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureHelm } from '../../scripts/judges/ensure-helm.ts';
import { componentOf, ManifestSchema, ofKind } from './manifests.ts';
import { render } from './render.ts';

const BlockSchema = z.object({ cidr: z.string(), except: z.array(z.string()).default([]) });
const PeerSchema = z.looseObject({ ipBlock: BlockSchema.optional() });
const PortSchema = z.object({ protocol: z.string(), port: z.number(), endPort: z.number().optional() });
const PolicySchema = ManifestSchema.extend({
  spec: z.object({
    podSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    policyTypes: z.array(z.enum(['Ingress', 'Egress'])),
    egress: z
      .array(z.object({ ports: z.array(PortSchema).optional(), to: z.array(PeerSchema).optional() }))
      .default([]),
    ingress: z
      .array(z.object({ ports: z.array(PortSchema).optional(), from: z.array(PeerSchema).optional() }))
      .default([]),
  }),
});
type Policy = z.infer<typeof PolicySchema>;

const policies = async (values: object = {}): Promise<Map<string, Policy>> => {
  const found = ofKind(await render(values), 'NetworkPolicy', PolicySchema);
  return new Map(found.map((policy) => [componentOf(policy), policy]));
};

function isWithin(address: string, cidr: string): boolean {
  const [parsed, [base, bits]] = [ip.parse(address), ip.parseCIDR(cidr)];
  return parsed.kind() === base.kind() && parsed.match([base, bits]);
}

/** The rules of a role's policy that let it reach an address. */
function rulesTo(policy: Policy | undefined, address: string) {
  return (policy?.spec.egress ?? []).filter(
    ({ to }) =>
      !to ||
      to.some(
        ({ ipBlock }) =>
          ipBlock && isWithin(address, ipBlock.cidr) && !ipBlock.except.some((cidr) => isWithin(address, cidr)),
      ),
  );
}

const letsOut = (rules: ReturnType<typeof rulesTo>, port: number): boolean =>
  rules.some(({ ports }) => !ports || ports.some((each) => each.port <= port && port <= (each.endPort ?? each.port)));

/** Whether the policy of a role lets it reach an address at a port. */
const reaches = (policy: Policy | undefined, address: string, port: number): boolean =>
  letsOut(rulesTo(policy, address), port);

/** One address of each kind of network there is, and the edges of some. */
const ADDRESSES = [
  ...[
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.0.1',
  ],
  ...['0.0.0.1', '10.0.0.1', '10.96.0.1', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.168.0.1', '198.18.0.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '168.63.129.16', '192.0.0.8'],
  ...['2606:4700::1111', '::1', 'fc00::1', 'fd12::1', 'fe80::1', '64:ff9b::a00:1', 'ff02::1', '::ffff:10.0.0.1'],
];

await describeNeeding('the network of the chart', [ensureHelm], () => {
  test('CHT13 nothing may pass, in or out, for every pod of the image, before the exceptions', async () => {
    const all = await policies({ ingress: { enabled: true } });
    const labels = { 'app.kubernetes.io/name': 'carillon-bridge', 'app.kubernetes.io/instance': 'carillon' };
    expect(all.get('deny-all')?.spec).toEqual({
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      egress: [],
      ingress: [],
    });
    expect([...all.keys()].sort()).toEqual(
      ['archiver', 'deny-all', 'dns', 'ingress', 'mirror', 'notifier', 'topics', 'verify'].sort(),
    );
  });

  test('CHT13 each role leaves for what it needs alone', async () => {
    const all = await policies({ ingress: { enabled: true } });
    const ports = { edge: 443, kafka: 9092, postgres: 5432, smtp: 587, ssh: 22, api: 6443, http: 80 };
    const reached = [...all].map(([name, policy]) => [
      name,
      Object.entries(ports).flatMap(([what, port]) => (reaches(policy, '1.1.1.1', port) ? [what] : [])),
    ]);
    expect(Object.fromEntries(reached)).toEqual({
      'deny-all': [],
      dns: [],
      mirror: ['edge', 'kafka'],
      notifier: ['edge', 'kafka', 'smtp'],
      archiver: ['kafka', 'postgres'],
      ingress: ['kafka'],
      topics: ['kafka'],
      verify: ['edge', 'kafka'],
    });
  });

  test('CHT13 webhooks reach no address that the notifier itself would refuse, and what the operator allows', async () => {
    const values = { networkPolicy: { kafka: { to: [{ podSelector: {} }] } } };
    const policy = (await policies(values)).get('notifier');
    for (const address of ADDRESSES) {
      // What Kubernetes cannot be told shorter may be open there: the notifier refuses it all the same.
      if (reaches(policy, address, 443)) expect(isPublicAddress(address), address).toBe(true);
      else
        expect(['::ffff:10.0.0.1', ...ADDRESSES.filter((each) => !isPublicAddress(each))], address).toContain(address);
    }
    const allow = ['10.1.0.0/16', '192.168.1.7', 'hooks.internal:8080'];
    const open = (await policies({ ...values, notifier: { webhooks: { allow } } })).get('notifier');
    for (const [address, isOpen] of [
      ['10.1.2.3', true],
      ['10.2.2.3', false],
      ['192.168.1.7', true],
      ['192.168.1.8', false],
    ] as const)
      expect(reaches(open, address, 8080), address).toBe(isOpen);
  });

  test('CHT13 webhooks reach every port that the edge takes an address with, and no other', async () => {
    const inside = { to: [{ podSelector: {} }], ports: [587] };
    const policy = (await policies({ networkPolicy: { kafka: { ...inside, ports: [9092] }, smtp: inside } })).get(
      'notifier',
    );
    const rules = rulesTo(policy, '1.1.1.1');
    for (let port = 1; port <= 65_535; port += 1) {
      const isTaken = refuseWebhookUrl(`https://hooks.carillon.dev:${port}/a`, [], null) === null;
      if (letsOut(rules, port) !== isTaken) expect(port, isTaken ? 'is shut' : 'is open').toBeNull();
    }
  });

  test('CHT13 only Prometheus, the test, and of the ingress its controller come in', async () => {
    const all = await policies({ ingress: { enabled: true }, transport: 'dapr' });
    for (const role of ['mirror', 'notifier', 'archiver']) {
      const rules = all.get(role)?.spec.ingress ?? [];
      expect(
        rules.map(({ ports }) => ports?.map(({ port }) => port)),
        role,
      ).toEqual([[8788, 9090], [8788]]);
      for (const { from } of rules) expect(from).toHaveLength(1);
    }
    expect(all.get('ingress')?.spec.ingress[1]?.from).toHaveLength(2);
    expect(all.get('topics')?.spec.ingress).toEqual([]);
  });
});
