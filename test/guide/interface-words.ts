import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

const APP = path.join(import.meta.dirname, '../../web/app');

let words: Promise<string> | undefined;

/** Every word that the pages of the app can show: what stands in their source between tags or quotes. */
export function interfaceWords(): Promise<string> {
  words ??= read();
  return words;
}

async function read(): Promise<string> {
  const found: string[] = [];
  for await (const name of glob('**/*.{ts,tsx}', { cwd: APP })) {
    if (/test\.tsx?$/.test(name)) continue;
    const text = await readFile(path.join(APP, name), 'utf8');
    for (const [, said = '', quoted = ''] of text.matchAll(/>\s*([A-Z][^<>{}]*?)\s*<|['"]([A-Z][^'"\n]*)['"]/g))
      found.push(said || quoted);
  }
  return `\n${found.join('\n')}\n`;
}
