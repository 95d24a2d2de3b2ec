import { expect, test } from 'vitest';
import { findingLine } from '../../k8s-bridge/src/verify/finding.ts';
import { checkPods } from './check-pods.ts';
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
function world(late: string | null = null) {
  const said: string[] = [];
  const options: WalkOptions = {
    account: {
      origin: 'https://edge',
      email: 'ann@smoke.invalid',
      ask: async (_method, at) => {
        said.push(at);
        if (late === at) throw new Error('the edge refused');
        return at === '/quick-add' ? { tasks: [{ id: 'task_1' }] } : { replies: [{ status: 'done' }] };
      },
      leave: async () => {},
    },
    archive: { origin: 'http://archive', token: 'audit' },
    mailbox: { origin: 'http://mailbox', address: 'ann@smoke.invalid' },
    ask: async (input) => {
      const { pathname, searchParams } = new URL(String(input));
      if (pathname === '/api/v1/search') return Response.json({ messages_count: late === 'mail' ? 0 : 1 });
      const type = searchParams.get('type');
      said.push(`${type} ${searchParams.get('aggregate') ?? searchParams.get('user')}`);
      return Response.json({ events: late === type ? [] : [{ event: { userid: 'user_1' } }] });
    },
    patienceMs: 1,
  };
  return { options, said };
}

test('CHT24 a task with a recurrence and a reminder comes to the archive, and mail to the mailbox', async () => {
  const { options, said } = world();
  const found = await walkThrough(options);
  expect(found.map(({ wrong }) => wrong)).toEqual([null, null, null, null, null]);
  expect(said).toEqual([
    '/quick-add',
    '/commands',
    'task.created task_1',
    'recurrence.created user_1',
    'reminder.scheduled user_1',
  ]);
});

test.each([
  ['/quick-add', ['edge-errors.md']],
  ['task.created', ['archive-late.md']],
  ['reminder.scheduled', ['archive-late.md']],
  ['mail', ['deliveries-waiting.md']],
])('CHT24 without %s it fails, and names the runbook', async (late, runbooks) => {
  const found = await walkThrough(world(late).options);
  expect(found.filter(({ wrong }) => wrong !== null).map(({ runbook }) => runbook)).toEqual(runbooks);
});
