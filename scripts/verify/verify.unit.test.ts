import { expect, test } from 'vitest';
import { findingLine } from '../../k8s-bridge/src/verify/finding.ts';
import { checkPods } from './check-pods.ts';
import { type VerifyOptions, verifyDeployment } from './verify-deployment.ts';
import { type WalkOptions, walkThrough } from './walk-through.ts';

const pod = (role: string, status: object) => ({
  metadata: { name: `${role}-1`, labels: { 'app.kubernetes.io/component': role } },
  status: { phase: 'Running', ...status },
});
const READY = { conditions: [{ type: 'Ready', status: 'True' }], containerStatuses: [{ restartCount: 5 }] };

test('CHT24 each role has a pod, and each pod is ready and stays so', () => {
  const pods = [
    pod('mirror', READY),
    pod('notifier', { phase: 'Pending', conditions: [{ type: 'Ready', status: 'False', message: 'no secret' }] }),
    pod('archiver', { ...READY, containerStatuses: [{ restartCount: 6 }] }),
    pod('other', {}),
  ];
  const found = checkPods(JSON.stringify({ items: pods }), ['mirror', 'notifier', 'archiver', 'ingress']);
  expect(found.map(findingLine)).toEqual([
    'ok      pod mirror-1\n',
    'FAILED  pod notifier-1: Pending, not ready: no secret (docs/runbooks/bridge-not-ready.md)\n',
    'FAILED  pod archiver-1: began anew 6 times (docs/runbooks/bridge-down.md)\n',
    'FAILED  pods of ingress: there are none (docs/runbooks/bridge-down.md)\n',
  ]);
});

/** An edge, an archive and a mailbox of one account; `late` is what never comes. */
function world(late: string | null = null): WalkOptions {
  let title = '';
  const answers: Record<string, (body: unknown) => object> = {
    '/quick-add': (body) => {
      title = /Verify \w+/.exec(JSON.stringify(body))?.[0] ?? '';
      return { tasks: [{ id: 'task_1' }] };
    },
    '/commands': () => ({ replies: [{ status: 'done' }] }),
    '/tasks/task_1': () => ({ task: { reminders: [{ id: 'reminder_1' }] } }),
    '/notifications': () => ({ notifications: late === 'ring' ? [] : [{ taskId: 'task_1' }] }),
  };
  return {
    signUp: async () => {
      if (late === 'edge') throw new TypeError('fetch failed');
      return {
        origin: 'https://edge',
        email: 'ann@smoke.invalid',
        ask: async (_method, at, body) => {
          const answer = answers[at];
          if (late === at || answer === undefined) throw new Error('the edge refused');
          return answer(body);
        },
        leave: async () => {},
      };
    },
    archive: { origin: 'http://archive', token: 'audit' },
    mailbox: {
      mailsTo: async () => [
        ...(late === 'account mail' ? [] : [{ subject: 'Verify', text: 'https://edge/verify-email?token=a' }]),
        ...(late === 'reminder mail' || title === '' ? [] : [{ subject: title, text: '' }]),
      ],
    },
    ask: async (input) => {
      const type = new URL(String(input)).searchParams.get('type');
      if (type === null) return Response.json({});
      return Response.json({ events: late === type ? [] : [{ event: { userid: 'user_1' } }] });
    },
    patienceMs: 1,
  };
}

test('CHT24 a reminder rings, is mailed, and all that was done comes to the archive', async () => {
  const found = await walkThrough(world());
  expect(found.map(findingLine).join('')).toBe(
    [
      'an account can be made',
      'the mail of the account comes to the mailbox',
      'a task with a recurrence and a reminder',
      'the reminder rings',
      'the mail of the reminder comes to the mailbox',
      ...['task.created', 'recurrence.created', 'reminder.scheduled', 'reminder.fired'].map(
        (type) => `${type} comes to the archive`,
      ),
      'the account can be deleted',
    ]
      .map((what) => `ok      ${what}\n`)
      .join(''),
  );
});

test.each([
  ['edge', ['edge-down.md']],
  ['account mail', ['deliveries-waiting.md']],
  ['/quick-add', ['edge-errors.md']],
  ['ring', ['timers-stuck.md']],
  ['reminder mail', ['deliveries-waiting.md']],
  ['task.created', ['archive-late.md']],
  ['reminder.fired', ['archive-late.md']],
])('CHT24 without %s it fails, and names the runbook', async (late, runbooks) => {
  const found = await walkThrough(world(late));
  expect(found.filter(({ wrong }) => wrong !== null).map(({ runbook }) => runbook)).toEqual(runbooks);
});

/** A cluster on one machine; `broken` is what fails in it. */
function cluster(broken: string | null = null, over: Partial<VerifyOptions> = {}) {
  const [said, stopped, asked]: [string[], string[], string[]] = [[], [], []];
  const on = { enabled: true };
  const values = {
    ...{
      edge: { url: 'http://host.minikube.internal:8787' },
      transport: 'kafka',
      secrets: { name: 'carillon-bridge' },
    },
    ...{ mirror: on, notifier: on, archiver: { ...on, audit: on }, ingress: { enabled: false } },
  };
  const options: VerifyOptions = {
    run: async (command, args) => {
      const line = [command, ...args].join(' ');
      if (broken !== null && line.includes(broken)) throw new Error(`${broken} ended with 1`);
      if (line.startsWith('helm get values')) return JSON.stringify(values);
      if (line.includes('get pods'))
        return JSON.stringify({ items: ['mirror', 'notifier', 'archiver'].map((role) => pod(role, READY)) });
      if (line.includes('get secret')) return Buffer.from('audit').toString('base64');
      return line.includes('logs') ? 'ok      a\nFAILED  topic b: is missing (docs/runbooks/broker-down.md)\n' : '';
    },
    forward: async (_namespace, service) => {
      if (service === broken) throw new Error('nobody answers');
      return { origin: `http://${service}`, stop: async () => void stopped.push(service) };
    },
    signUp: async (origin) => {
      asked.push(origin);
      throw new TypeError('fetch failed');
    },
    ask: fetch,
    ...{ isLocal: true, edge: null, auditToken: null, patienceMs: 1 },
    say: (line) => said.push(line),
    ...over,
  };
  return { options, stopped, asked, text: () => said.join('') };
}

test('CHT24 when the edge is away it says so with the runbook, ends, and stops what it forwarded', async () => {
  const { options, stopped, asked, text } = cluster();
  expect(await verifyDeployment(options)).toBe(false);
  expect(text()).toContain('ok      helm test: roles, topics, edge\n');
  expect(text()).toContain('FAILED  an account can be made: fetch failed (docs/runbooks/edge-down.md)\n');
  expect(stopped).toEqual(['carillon-bridge-archiver', 'carillon-bridge-mailpit']);
  // The pods know this machine by a name that it does not know itself.
  expect(asked).toEqual(['http://127.0.0.1:8787']);
});

test.each([
  ['get values', /FAILED {2}the release carillon is there: .*bridge-down\.md/],
  ['get pods', /FAILED {2}the pods can be looked at: .*bridge-down\.md/],
  ['helm test', /FAILED {2}helm test: .*FAILED {2}topic b: is missing \(docs\/runbooks\/broker-down\.md\)/],
  [
    'carillon-bridge-archiver',
    /FAILED {2}the archive can be reached: nobody answers \(docs\/runbooks\/bridge-not-ready/,
  ],
])('CHT24 without %s it goes on as far as it can, and names the runbook', async (broken, said) => {
  const { options, stopped, text } = cluster(broken);
  expect(await verifyDeployment(options)).toBe(false);
  expect(text()).toMatch(said);
  expect(stopped).toEqual(broken === 'get values' ? [] : expect.arrayContaining(['carillon-bridge-mailpit']));
});

test('CHT24 what is left out is said', async () => {
  const { options, text } = cluster('get secret', { isLocal: false });
  await verifyDeployment(options);
  expect(text()).toMatch(/– +the archive is left out: .*AUDIT_TOKEN/);
  expect(text()).toMatch(/– +mail is left out: /);
});
