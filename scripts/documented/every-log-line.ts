import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';

/** One line for each thing that the bridge ever logs, as of a webhook where that makes a difference. */
export async function everyLogLine(): Promise<string> {
  const source = path.join(project.root, 'k8s-bridge/src');
  const files = (await readdir(source, { recursive: true })).filter((file) => /(?:^|-)log(?:-event)?\.ts$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(path.join(source, file), 'utf8')));
  const events = [...texts.join('\n').matchAll(/\bevent: '(?<event>[\w.]+)'/g)].map(({ groups }) => groups?.event);
  return events.map((event) => `${JSON.stringify({ level: 'warn', event, channel: 'webhook' })}\n`).join('');
}
