import { readFileSync } from 'node:fs';
import path from 'node:path';
import { step } from '../local/steps.ts';
import { cachePath, fillCachedFolder, isCached } from './cached-folder.ts';
import { ensureJdk } from './ensure-jdk.ts';
import { ensureMaven, fetchJars } from './ensure-maven.ts';

const POM = path.join(import.meta.dirname, 'kafka/pom.xml');
const VERSION = /<kafka\.version>(.+)<\/kafka\.version>/.exec(readFileSync(POM, 'utf8'))?.[1];
const NAME = `kafka-${VERSION}`;

/** For `java -cp`, once `ensureKafka` answered null. */
export const kafkaClassPath = path.join(cachePath(NAME), '*');

/** Fetches Apache Kafka's published jars, once per machine; answers with the reason when that is not possible, otherwise null. */
export async function ensureKafka(): Promise<string | null> {
  const withoutJava = await ensureJdk();
  if (withoutJava) return withoutJava;
  if (await isCached(NAME)) return null;
  const withoutMaven = await ensureMaven();
  if (withoutMaven) return withoutMaven;
  try {
    await step(`Fetching Apache Kafka ${VERSION} (once)`, () =>
      fillCachedFolder(NAME, (folder) => fetchJars(POM, folder)),
    );
  } catch (error) {
    return `Apache Kafka could not be fetched: ${error instanceof Error ? error.message : error}`;
  }
  return null;
}
