import type { Admin } from 'kafkajs';
import type { WantedTopic } from '../kafka/create-topics.ts';
import { type Finding, find } from './finding.ts';

/** As the protocol counts kinds of resources; kafkajs has a name for it that modules cannot import. */
const TOPIC = 2;

type TopicReader = Pick<Admin, 'listTopics' | 'fetchTopicMetadata' | 'describeConfigs'>;

/** Whether each topic is there with its partitions, and keeps what it should for as long as it should. */
export async function checkTopics(admin: TopicReader, wanted: readonly WantedTopic[]): Promise<Finding[]> {
  const existing = new Set(await admin.listTopics());
  return await Promise.all(
    wanted.map((topic) =>
      find(`topic ${topic.topic}`, 'broker-down.md', async () => {
        if (!existing.has(topic.topic)) return 'is missing';
        const wrongs = [...(await wrongPartitions(admin, topic)), ...(await wrongSettings(admin, topic))];
        return wrongs.length === 0 ? null : wrongs.join(', ');
      }),
    ),
  );
}

async function wrongPartitions(admin: TopicReader, { topic, numPartitions }: WantedTopic): Promise<string[]> {
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const count = topics[0]?.partitions.length ?? 0;
  return count === numPartitions ? [] : [`has ${count} partitions and not ${numPartitions}`];
}

async function wrongSettings(admin: TopicReader, { topic, configEntries }: WantedTopic): Promise<string[]> {
  const configNames = configEntries.map(({ name }) => name);
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: TOPIC, name: topic, configNames }],
  });
  return configEntries.flatMap(({ name, value }) => {
    const found = resources[0]?.configEntries.find(({ configName }) => configName === name)?.configValue;
    return found === value ? [] : [`has ${name} ${found ?? 'unset'} and not ${value}`];
  });
}
