import { readFileSync } from 'node:fs';
import path from 'node:path';
import { installDebianPackage } from '../local/install-debian-package.ts';
import { step } from '../local/steps.ts';
import { cachePath, fillCachedFolder, isCached } from './cached-folder.ts';
import { ensureJdk } from './ensure-jdk.ts';
import { findProgram } from './find-program.ts';
import { runProgram } from './run-program.ts';

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
  const maven = await ensureMaven();
  if (!maven) return 'Maven, which fetches Kafka, is missing: `apt-get install maven`';
  try {
    await step(`Fetching Apache Kafka ${VERSION} (once)`, () =>
      fillCachedFolder(NAME, (folder) => fetchJars(maven, folder)),
    );
  } catch (error) {
    return `Apache Kafka could not be fetched: ${error instanceof Error ? error.message : error}`;
  }
  return null;
}

async function ensureMaven(): Promise<string | null> {
  const found = findProgram('mvn');
  if (!found) await installDebianPackage('maven').catch(() => {});
  return found ?? findProgram('mvn');
}

async function fetchJars(maven: string, folder: string): Promise<void> {
  await runProgram(maven, ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`]);
}
