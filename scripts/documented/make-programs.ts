import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findJava } from '../cluster/ensure-jdk.ts';
import { kafkaClassPath } from '../cluster/ensure-kafka.ts';
import { KAFKA_TOOLS, kafkaToolsClassPath } from '../cluster/ensure-kafka-tools.ts';
import { helm } from '../judges/ensure-helm.ts';
import { kubectl } from '../judges/ensure-kubernetes.ts';
import { project } from '../local/project.ts';

/** As it is called in the documents: an address, and `--command` with what to do. */
const PSQL = `#!/usr/bin/env node
const { Client } = require(${JSON.stringify(path.join(project.root, 'node_modules/pg'))});
const client = new Client({ connectionString: process.argv[2] });
client.connect().then(() => client.query(process.argv[4])).then(({ command, rowCount }) => {
  console.log(command, rowCount);
  return client.end();
});
`;

/** What an operator has on the PATH, in a folder below `folder`. `psql` is played: only what it is given to say is of interest. */
export async function makePrograms(folder: string): Promise<string> {
  const bin = path.join(folder, 'bin');
  await mkdir(bin);
  await symlink(kubectl, path.join(bin, 'kubectl'));
  await symlink(helm, path.join(bin, 'helm'));
  const classPath = [kafkaClassPath, kafkaToolsClassPath].join(path.delimiter);
  const scripts: [string, string][] = Object.entries(KAFKA_TOOLS).map(([name, main]) => [
    name,
    `#!/bin/sh\nexec '${findJava()}' -XX:TieredStopAtLevel=1 -cp '${classPath}' ${main} "$@"\n`,
  ]);
  scripts.push(['psql', PSQL]);
  for (const [name, script] of scripts) {
    await writeFile(path.join(bin, name), script);
    await chmod(path.join(bin, name), 0o755);
  }
  return bin;
}
