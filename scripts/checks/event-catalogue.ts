import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { eventDocs, exampleEvents } from '../event-docs/event-docs.ts';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';

/** docs/events is what consumers rely on: it follows the program, and no published version changes under them. */
export const eventCatalogue: Check = {
  name: 'docs/events is as the events are, and breaks no consumer',
  async run() {
    const { files, breaking } = await eventDocs();
    const stale: string[] = [];
    for (const [file, text] of files) if ((await read(file)) !== text) stale.push(relative(file));
    const missing: string[] = [];
    for (const file of exampleEvents().keys()) if ((await read(file)) === null) missing.push(relative(file));
    const complaints = [
      ...breaking.map((each) => `${each}: takes a new version in core/feed/payload-versions.ts`),
      ...stale.map((file) => `${file} is out of date: \`npm run events\``),
      ...missing.map((file) => `${file} is missing: \`npm run events\``),
    ];
    if (complaints.length > 0) throw new PlainError(complaints.join('\n'));
  },
};

async function read(file: string): Promise<string | null> {
  return await readFile(file, 'utf8').catch(() => null);
}

function relative(file: string): string {
  return path.relative(project.root, file);
}
