import { expect, test } from 'vitest';
import type { FeedStatus } from '#core/feed/protocol.ts';
import { wantedTopics } from '../kafka/create-topics.ts';
import { checkEdge } from './check-edge.ts';
import { checkRole } from './check-role.ts';
import { checkTopics } from './check-topics.ts';
import { findingLine } from './finding.ts';

const WANTED = wantedTopics({ prefix: '', partitions: new Map(), replicationFactor: 3 });
const MIRROR = { role: 'mirror', origin: 'http://mirror:8788' };

/** Topics as they shall be, but for what a test changes. */
function cluster(change: (topic: string) => { partitions?: number; config?: Record<string, string> } = () => ({})) {
  const found = (name: string) => {
    const wanted = WANTED.find(({ topic }) => topic === name);
    const { partitions = wanted?.numPartitions ?? 0, config = {} } = change(name);
    const entries = new Map((wanted?.configEntries ?? []).map(({ name: key, value }) => [key, value]));
    return { partitions, config: { ...Object.fromEntries(entries), ...config } };
  };
  return {
    listTopics: async () => WANTED.map(({ topic }) => topic).filter((topic) => found(topic).partitions > 0),
    fetchTopicMetadata: async ({ topics = [] }: { topics?: string[] } = {}) => ({
      topics: topics.map((name) => ({ name, partitions: Array(found(name).partitions).fill({}) })),
    }),
    describeConfigs: async ({ resources }: { resources: { name: string; configNames?: string[] }[] }) => ({
      throttleTime: 0,
      resources: resources.map(({ name }) => ({
        errorCode: 0,
        errorMessage: '',
        resourceName: name,
        resourceType: 2,
        configEntries: Object.entries(found(name).config).map(([configName, configValue]) => ({
          configName,
          configValue,
          configSource: 1,
          isDefault: false,
          isSensitive: false,
          readOnly: false,
          configSynonyms: [],
        })),
      })),
    }),
  };
}

const wrongs = async (admin: ReturnType<typeof cluster>) =>
  (await checkTopics(admin, WANTED)).filter(({ wrong }) => wrong !== null).map(findingLine);

test('CHT21 topics are as they shall be: partitions, retention, compaction, copies', async () => {
  expect(await wrongs(cluster())).toEqual([]);
});

test.each([
  ['reminders', { partitions: 0 }, 'is missing'],
  ['reminders', { partitions: 5 }, 'has 5 partitions and not 2'],
  ['task-updates', { config: { 'cleanup.policy': 'delete' } }, 'has cleanup.policy delete and not compact'],
  ['task-events', { config: { 'retention.ms': '1' } }, 'has retention.ms 1 and not 604800000'],
  ['task-events', { config: { 'min.insync.replicas': '1' } }, 'has min.insync.replicas 1 and not 2'],
])('CHT21 %s that %o is told by name, with its runbook', async (name, change, wrong) => {
  expect(await wrongs(cluster((topic) => (topic === name ? change : {})))).toEqual([
    `FAILED  topic ${name}: ${wrong} (docs/runbooks/broker-down.md)\n`,
  ]);
});

function role(ready: () => Response | Promise<Response>) {
  return async (input: string | URL | Request): Promise<Response> =>
    String(input).endsWith('/metrics') ? new Response('process_start_time_seconds 1') : await ready();
}

test('CHT21 a role is well when it says so and shows its numbers', async () => {
  const answer = () => Response.json({ status: 'ready', version: '1.0.0', parts: { broker: 'ok' } });
  expect((await checkRole(MIRROR, role(answer))).map(findingLine)).toEqual([
    'ok      mirror is ready\n',
    'ok      mirror shows its numbers\n',
  ]);
});

test.each([
  ['broker', 'broker-down.md'],
  ['archive', 'archive.md'],
  ['mail', 'notifier.md'],
  ['edge', 'lag-grows.md'],
])('CHT21 of a role whose %s does not answer the runbook is %s', async (part, runbook) => {
  const answer = () => Response.json({ detail: `${part} does not answer.` }, { status: 503 });
  const [ready] = await checkRole(MIRROR, role(answer));
  expect(ready).toMatchObject({ runbook, wrong: expect.stringContaining('/ready answers 503') });
});

test('CHT21 a role that is not there is said so', async () => {
  const findings = await checkRole(MIRROR, async () => {
    throw new TypeError('fetch failed');
  });
  for (const { wrong } of findings) expect(wrong).toBe('http://mirror:8788 does not answer: fetch failed');
});

const consumer: FeedStatus['consumers'][number] = {
  consumer: 'mirror',
  stand: 'live' as const,
  seq: 1,
  lagEvents: 0,
  lagMs: null,
  holder: 'a',
  leasedUntil: null,
  lastSeenAt: '2026-01-01T00:00:00.000Z',
};

test.each([
  [{}, null, 'lag-grows.md'],
  [{ consumer: 'other' }, 'it has never asked', 'lag-grows.md'],
  [{ holder: null }, 'nobody holds its lease', 'lag-grows.md'],
  [{ lagEvents: 7, lagMs: 60_001 }, 'it is 7 events behind', 'lag-grows.md'],
  [{ stand: 'rewound' as const }, 'the log was restored, and it waits for an operator', 'epoch-change.md'],
])('CHT21 a consumer of the edge with %o: %s', async (change, wrong, runbook) => {
  const status = { epoch: 'e', head: 1, prunedThrough: 0, listeners: 0, consumers: [{ ...consumer, ...change }] };
  expect(await checkEdge({ status: async () => status }, 'mirror')).toMatchObject({ wrong, runbook });
});
