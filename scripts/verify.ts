import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Finding, find, findingLine } from '../k8s-bridge/src/verify/finding.ts';
import { runProgram } from './cluster/run-program.ts';
import { signUp } from './deploy/smoke-account.ts';
import { NAMESPACE, RELEASE, VALUE_SETS } from './deploy-chart/chart.ts';
import { PlainError } from './local/plain-error.ts';
import { checkPods } from './verify/check-pods.ts';
import { forwardPort } from './verify/forward-port.ts';
import { walkThrough } from './verify/walk-through.ts';

// `npm run verify`: whether the deployment that kubectl points to works, from the pods to a task that comes to the archive.

const USAGE = `npm run verify -- --env local|staging|production [--patience SECONDS]
  Of the cluster of kubectl: pods, then what \`helm test\` asks (roles, topics, edge), then one task with a recurrence and a
  reminder, which has to come to the archive (with AUDIT_TOKEN set) and, at local, its account's mail to the mailbox.`;
const ROLES = ['mirror', 'notifier', 'archiver', 'ingress'] as const;
const [HTTP_PORT, MAILBOX_PORT] = [8788, 8025];

const RoleSchema = z.object({ enabled: z.boolean() });
const ValuesSchema = z.looseObject({
  edge: z.object({ url: z.string() }),
  transport: z.string(),
  mirror: RoleSchema,
  notifier: RoleSchema,
  archiver: RoleSchema,
  ingress: RoleSchema,
});

try {
  const text = { type: 'string' } as const;
  const { values: given } = parseArgs({ options: { env: text, patience: { ...text, default: '90' } } });
  const env = z.enum(VALUE_SETS).exclude(['default']).safeParse(given.env);
  const patienceMs = Number(given.patience) * 1000;
  if (!env.success || !(patienceMs > 0)) throw new PlainError(USAGE);
  const installed = await runProgram('helm', ['get', 'values', RELEASE, '--all', '--output', 'json', ...inNamespace()]);
  const values = ValuesSchema.parse(JSON.parse(installed));
  const findings: Finding[] = [];
  const note = (found: readonly Finding[]) => {
    for (const each of found) process.stdout.write(findingLine(each));
    findings.push(...found);
  };
  const pods = [
    'get',
    'pods',
    '--selector',
    `app.kubernetes.io/instance=${RELEASE}`,
    '--output',
    'json',
    ...inNamespace(),
  ];
  note(
    checkPods(
      await runProgram('kubectl', pods),
      ROLES.filter((role) => values[role].enabled),
    ),
  );
  if (values.transport === 'dapr') note([await find('components of Dapr', 'bridge-not-ready.md', daprResources)]);
  note([await find('helm test: roles, topics, edge', 'README.md', helmTest)]);
  note(await walk(values.edge.url, env.data === 'local', patienceMs));
  if (findings.some(({ wrong }) => wrong !== null)) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}

function inNamespace(): string[] {
  return ['--namespace', NAMESPACE];
}

async function daprResources(): Promise<string | null> {
  const kinds = 'components.dapr.io,subscriptions.dapr.io,resiliencies.dapr.io';
  const names = await runProgram('kubectl', ['get', kinds, '--output', 'name', ...inNamespace()]);
  const missing = ['component.', 'subscription.', 'resiliency.'].filter((kind) => !names.includes(kind));
  return missing.length === 0 ? null : `there is no ${missing.join(', no ')}`;
}

async function helmTest(): Promise<string | null> {
  await runProgram('helm', ['test', RELEASE, '--logs', '--timeout', '5m', ...inNamespace()]);
  return null;
}

async function walk(origin: string, hasMailbox: boolean, patienceMs: number): Promise<Finding[]> {
  const token = process.env.AUDIT_TOKEN || null;
  const archiver = token === null ? null : await forwardPort(NAMESPACE, 'carillon-bridge-archiver', HTTP_PORT);
  const mailpit = hasMailbox ? await forwardPort(NAMESPACE, 'carillon-bridge-mailpit', MAILBOX_PORT) : null;
  const account = await signUp(origin);
  try {
    return await walkThrough({
      account,
      archive: token !== null && archiver ? { origin: archiver.origin, token } : null,
      mailbox: mailpit && { origin: mailpit.origin, address: account.email },
      ask: fetch,
      patienceMs,
    });
  } finally {
    await account.leave();
    await archiver?.stop();
    await mailpit?.stop();
  }
}
