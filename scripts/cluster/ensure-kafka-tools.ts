import { readFileSync } from 'node:fs';
import path from 'node:path';
import { step } from '../local/steps.ts';
import { cachePath, fillCachedFolder, isCached } from './cached-folder.ts';
import { ensureJdk } from './ensure-jdk.ts';
import { ensureMaven, fetchJars } from './ensure-maven.ts';

const POM = path.join(import.meta.dirname, 'kafka-tools/pom.xml');
const VERSION = /<kafka\.version>(.+)<\/kafka\.version>/.exec(readFileSync(POM, 'utf8'))?.[1];
const NAME = `kafka-tools-${VERSION}`;

/** For `java -cp`, once `ensureKafkaTools` answered null. */
export const kafkaToolsClassPath = path.join(cachePath(NAME), '*');

/** What stands behind each script that Apache Kafka comes with. */
export const KAFKA_TOOLS = {
  'kafka-consumer-groups.sh': 'org.apache.kafka.tools.consumer.group.ConsumerGroupCommand',
  'kafka-configs.sh': 'kafka.admin.ConfigCommand',
} as const;

/** Fetches the tools that an operator of Kafka has, once per machine; answers with the reason when that is not possible, otherwise null. */
export async function ensureKafkaTools(): Promise<string | null> {
  const missing = (await ensureJdk()) ?? ((await isCached(NAME)) ? null : await ensureMaven());
  if (missing !== null || (await isCached(NAME))) return missing;
  try {
    await step(`Fetching the tools of Apache Kafka ${VERSION} (once)`, () =>
      fillCachedFolder(NAME, (folder) => fetchJars(POM, folder)),
    );
  } catch (error) {
    return `The tools of Apache Kafka could not be fetched: ${error instanceof Error ? error.message : error}`;
  }
  return null;
}
