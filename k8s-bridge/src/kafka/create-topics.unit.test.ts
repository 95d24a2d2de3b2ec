import type { ITopicConfig } from 'kafkajs';
import { expect, test } from 'vitest';
import { TOPICS } from '#core/feed/topics.ts';
import { createTopics } from './create-topics.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function created(replicationFactor: number): Promise<ITopicConfig[]> {
  const all: ITopicConfig[] = [];
  const admin = {
    listTopics: async () => [],
    fetchTopicMetadata: async () => ({ topics: [] }),
    createTopics: async ({ topics }: { topics: ITopicConfig[] }) => {
      all.push(...topics);
      return true;
    },
  };
  await createTopics(admin, { prefix: 'a.', partitions: new Map(), replicationFactor }, silent);
  return all;
}

const minimum = ({ configEntries }: ITopicConfig) =>
  configEntries?.find(({ name }) => name === 'min.insync.replicas')?.value;

test.each([
  [1, undefined],
  [2, undefined],
  [3, '2'],
  [5, '2'],
])('SK12 with %i copies what is acknowledged is on at least %s', async (replicationFactor, expected) => {
  const topics = await created(replicationFactor);
  expect(topics.map(({ topic }) => topic)).toEqual(TOPICS.map((topic) => `a.${topic}`));
  for (const topic of topics) {
    expect(topic.replicationFactor).toBe(replicationFactor);
    expect(minimum(topic)).toBe(expected);
  }
});
