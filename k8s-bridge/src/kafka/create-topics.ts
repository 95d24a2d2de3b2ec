import type { Admin, ITopicConfig } from 'kafkajs';
import { TOPICS, type Topic } from '#core/feed/topics.ts';
import type { Log } from '../log.ts';

export interface TopicPlan {
  readonly prefix: string;
  /** By name without the prefix; for those it does not name, the defaults. */
  readonly partitions: ReadonlyMap<string, number>;
  readonly replicationFactor: number;
}

type TopicAdmin = Pick<Admin, 'createTopics' | 'fetchTopicMetadata' | 'listTopics'>;

const SAFE_COPIES = 3;
const RETENTION_MS = 7 * 24 * 60 * 60 * 1000;
const DEFAULT_PARTITIONS: Readonly<Record<Topic, number>> = {
  'task-events': 3,
  reminders: 2,
  'task-updates': 2,
  'notification-events': 2,
  'dlq.task-events': 1,
  'dlq.reminders': 1,
};

/** A topic as it shall be, with everything that a broker could decide otherwise. */
export type WantedTopic = ITopicConfig & {
  readonly numPartitions: number;
  readonly configEntries: readonly { readonly name: string; readonly value: string }[];
};

export function wantedTopics(plan: TopicPlan): WantedTopic[] {
  return TOPICS.map((topic) => ({
    topic: `${plan.prefix}${topic}`,
    numPartitions: plan.partitions.get(topic) ?? DEFAULT_PARTITIONS[topic],
    replicationFactor: plan.replicationFactor,
    configEntries: [...topicConfig(topic), ...safetyConfig(plan)],
  }));
}

/**
 * Creates the topics that are missing. One that exists is left as it is, whoever made it, as another number of partitions
 * would put keys elsewhere; a difference is logged.
 */
export async function createTopics(admin: TopicAdmin, plan: TopicPlan, log: Log): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const wanted = wantedTopics(plan);
  const missing = wanted.filter(({ topic }) => !existing.has(topic));
  if (missing.length > 0) {
    // Two programs may start at once: it answers false for what the other one has just made.
    await admin.createTopics({ topics: missing, waitForLeaders: true });
    log.info({ event: 'topics.created', topics: missing.map(({ topic }) => topic) });
  }
  const found = wanted.filter(({ topic }) => existing.has(topic));
  if (found.length === 0) return;
  const { topics } = await admin.fetchTopicMetadata({ topics: found.map(({ topic }) => topic) });
  for (const { topic, numPartitions } of found) {
    const partitions = topics.find(({ name }) => name === topic)?.partitions.length ?? 0;
    if (partitions !== numPartitions) log.warn({ event: 'topics.differ', topic, partitions, wanted: numPartitions });
  }
}

/**
 * With three copies or more, what is acknowledged is on two at least: else the broker may take a record on the one copy
 * that is left, and lose it with that. With two, one that is away would stop everything.
 */
function safetyConfig({ replicationFactor }: TopicPlan): { name: string; value: string }[] {
  return replicationFactor >= SAFE_COPIES ? [{ name: 'min.insync.replicas', value: '2' }] : [];
}

/** `task-updates` keeps the latest record of each task for ever; the others keep everything for a week. */
function topicConfig(topic: Topic): { name: string; value: string }[] {
  if (topic === 'task-updates') return [{ name: 'cleanup.policy', value: 'compact' }];
  return [
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'retention.ms', value: String(RETENTION_MS) },
  ];
}
