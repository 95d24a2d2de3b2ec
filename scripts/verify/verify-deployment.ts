import { z } from 'zod';
import { type Finding, find, findingLine } from '../../k8s-bridge/src/verify/finding.ts';
import type { SmokeAccount } from '../deploy/smoke-account.ts';
import { NAMESPACE, RELEASE } from '../deploy-chart/chart.ts';
import { checkPods } from './check-pods.ts';
import type { ForwardedPort } from './forward-port.ts';
import { walkThrough } from './walk-through.ts';
import { mailpitMailbox } from './watched-mailbox.ts';

export interface VerifyOptions {
  /** Runs a program to its end; what it wrote, or an error with its last lines. */
  readonly run: (command: string, args: readonly string[]) => Promise<string>;
  readonly forward: (namespace: string, service: string, port: number) => Promise<ForwardedPort>;
  readonly signUp: (origin: string) => Promise<SmokeAccount>;
  readonly ask: typeof fetch;
  /** A cluster on this machine, with a mailbox of its own and an edge beside it. */
  readonly isLocal: boolean;
  /** Where this machine reaches the edge; null is where the pods do. */
  readonly edge: string | null;
  /** Null is what the Secret of the bridge has. */
  readonly auditToken: string | null;
  readonly patienceMs: number;
  /** Told each finding as it comes. */
  readonly say: (line: string) => void;
}

const ROLES = ['mirror', 'notifier', 'archiver', 'ingress'] as const;
const [HTTP_PORT, MAILBOX_PORT] = [8788, 8025];
const IN_NAMESPACE = ['--namespace', NAMESPACE];
const RoleSchema = z.object({ enabled: z.boolean() });
const ValuesSchema = z.looseObject({
  edge: z.object({ url: z.url() }),
  transport: z.string(),
  secrets: z.looseObject({ name: z.string() }),
  mirror: RoleSchema,
  notifier: RoleSchema,
  archiver: RoleSchema.extend({ audit: RoleSchema }),
  ingress: RoleSchema,
});
type Values = z.infer<typeof ValuesSchema>;

/** Looks at what is installed and walks through it. Whatever is away, it ends, and each thing that is wrong has its runbook. */
export async function verifyDeployment(options: VerifyOptions): Promise<boolean> {
  const { run, say } = options;
  let isWell = true;
  const note = (...found: readonly Finding[]) => {
    for (const each of found) say(findingLine(each));
    isWell &&= found.every(({ wrong }) => wrong === null);
  };
  let values: Values | undefined;
  const release = await find(`the release ${RELEASE} is there`, 'bridge-down.md', async () => {
    const args = ['get', 'values', RELEASE, '--all', '--output', 'json', ...IN_NAMESPACE];
    values = ValuesSchema.parse(JSON.parse(await run('helm', args)));
    return null;
  });
  note(release);
  if (values === undefined) return isWell;
  const installed: Values = values;
  note(...(await podsOf(installed, options)));
  if (installed.transport === 'dapr')
    note(await find('components of Dapr', 'bridge-not-ready.md', () => daprResources(options)));
  note(await find('helm test: roles, topics, edge', 'README.md', () => helmTest(options)));
  const ports: ForwardedPort[] = [];
  try {
    note(...(await walk(installed, options, ports)));
  } finally {
    for (const port of ports) await port.stop();
  }
  return isWell;
}

async function podsOf(values: Values, { run }: VerifyOptions): Promise<Finding[]> {
  const roles = ROLES.filter((role) => values[role].enabled);
  let found: Finding[] = [];
  const args = ['get', 'pods', '--selector', `app.kubernetes.io/instance=${RELEASE}`, '--output', 'json'];
  const asked = await find('the pods can be looked at', 'bridge-down.md', async () => {
    found = checkPods(await run('kubectl', [...args, ...IN_NAMESPACE]), roles);
    return null;
  });
  return asked.wrong === null ? found : [asked];
}

async function daprResources({ run }: VerifyOptions): Promise<string | null> {
  const kinds = 'components.dapr.io,subscriptions.dapr.io,resiliencies.dapr.io';
  const names = await run('kubectl', ['get', kinds, '--output', 'name', ...IN_NAMESPACE]);
  const missing = ['component.', 'subscription.', 'resiliency.'].filter((kind) => !names.includes(kind));
  return missing.length === 0 ? null : `there is no ${missing.join(', no ')}`;
}

/** Its pod stays when it failed, and says why. With `--logs` Helm 3 fails when all is well: the pod is gone by then. */
async function helmTest({ run }: VerifyOptions): Promise<string | null> {
  try {
    await run('helm', ['test', RELEASE, '--timeout', '5m', ...IN_NAMESPACE]);
    return null;
  } catch (error) {
    const pod = ['logs', '--selector', 'app.kubernetes.io/component=verify', '--tail=-1', ...IN_NAMESPACE];
    const said = await run('kubectl', pod).catch(() => '');
    const failed = said.split('\n').filter((line) => line.startsWith('FAILED'));
    return failed.length > 0 ? failed.join('; ') : error instanceof Error ? error.message : String(error);
  }
}

async function walk(values: Values, options: VerifyOptions, ports: ForwardedPort[]): Promise<Finding[]> {
  const { ask, forward, isLocal, say } = options;
  const found: Finding[] = [];
  const open = async (what: string, service: string, port: number): Promise<string | null> => {
    let origin: string | null = null;
    const opened = await find(`${what} can be reached`, 'bridge-not-ready.md', async () => {
      const forwarded = await forward(NAMESPACE, service, port);
      ports.push(forwarded);
      origin = forwarded.origin;
      return null;
    });
    if (opened.wrong !== null) found.push(opened);
    return origin;
  };
  const leaveOut = (what: string, why: string) => {
    say(`–       ${what} is left out: ${why}\n`);
    return null;
  };
  const token = await auditToken(values, options);
  const archive =
    token === null
      ? leaveOut('the archive', 'archiver.audit is off, or neither AUDIT_TOKEN nor a Secret with audit-token is there')
      : await open('the archive', 'carillon-bridge-archiver', HTTP_PORT);
  const mailbox = isLocal
    ? await open('the mailbox', 'carillon-bridge-mailpit', MAILBOX_PORT)
    : leaveOut('mail', 'only the mailbox of a cluster on one machine can be read');
  const origin = options.edge ?? (isLocal ? besideCluster(values.edge.url) : values.edge.url);
  const walked = await walkThrough({
    ...options,
    signUp: () => options.signUp(origin),
    archive: archive !== null && token !== null ? { origin: archive, token } : null,
    mailbox: mailbox === null ? null : mailpitMailbox(mailbox, ask),
  });
  return [...found, ...walked];
}

async function auditToken(values: Values, { auditToken: given, run }: VerifyOptions): Promise<string | null> {
  if (!values.archiver.enabled || !values.archiver.audit.enabled) return null;
  if (given !== null) return given;
  const path = '--output=jsonpath={.data.audit-token}';
  const said = await run('kubectl', ['get', 'secret', values.secrets.name, path, ...IN_NAMESPACE]).catch(() => '');
  return said === '' ? null : Buffer.from(said, 'base64').toString();
}

/** Pods know this machine by another name than it does itself. */
function besideCluster(url: string): string {
  const here = new URL(url);
  here.hostname = '127.0.0.1';
  return here.origin;
}
