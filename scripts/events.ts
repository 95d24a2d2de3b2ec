import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventDocs, exampleEvents } from './event-docs/event-docs.ts';

// `npm run events`: writes the catalogue and the schemas of events that consumers rely on. It refuses a change they would
// stumble over: that takes a new version in core/feed/payload-versions.ts.

const { files, breaking } = await eventDocs();
if (breaking.length > 0) {
  console.error(`Consumers of the published version would stumble:\n${breaking.map((each) => `  ${each}`).join('\n')}`);
  console.error('Give the type a new version in core/feed/payload-versions.ts, or take the change back.');
  process.exitCode = 1;
} else {
  for (const [file, text] of files) await write(file, text, 'w');
  for (const [file, text] of exampleEvents()) await write(file, text, 'wx');
}

async function write(file: string, text: string, flag: 'w' | 'wx'): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text, { flag }).catch((error: NodeJS.ErrnoException) => {
    // An example that is there says what was once sent: it is never written again.
    if (error.code !== 'EEXIST') throw error;
  });
}
