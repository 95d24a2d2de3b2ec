import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { cachePath, fillCachedFolder } from './cached-folder.ts';
import { kafkaClassPath } from './ensure-kafka.ts';

const FILE = 'classes.jsa';

/**
 * The flags with which a JVM takes Kafka's classes as an earlier one had read them: the broker starts in less than half of the
 * time. Once per machine and JDK `runOnce` runs a broker with the flags given to it, and ends it in order; a JDK that
 * cannot keep its classes has no flags.
 */
export async function kafkaClassArchive(
  java: string,
  runOnce: (flags: readonly string[]) => Promise<void>,
): Promise<string[]> {
  const program = await realpath(java);
  const { mtimeMs, size } = await stat(program);
  // The JVM passes over an archive that is not its own: another one must not be left with it for good.
  const hash = createHash('sha256').update(`${kafkaClassPath}\n${program}\n${mtimeMs}\n${size}`).digest('hex');
  const name = `kafka-classes-${hash.slice(0, 12)}`;
  await fillCachedFolder(name, (folder) => runOnce([`-XX:ArchiveClassesAtExit=${path.join(folder, FILE)}`]));
  const archive = path.join(cachePath(name), FILE);
  return existsSync(archive) ? [`-XX:SharedArchiveFile=${archive}`] : [];
}
