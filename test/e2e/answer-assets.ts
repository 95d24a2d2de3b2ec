import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { project } from '../../scripts/local/project.ts';

const FOLDER = path.join(project.build, 'client/assets');
const TYPES = new Map([
  ['.js', 'text/javascript'],
  ['.css', 'text/css'],
  ['.woff2', 'font/woff2'],
]);
const read = new Map<string, Promise<Buffer>>();

/**
 * Answers what a browser asks for of scripts, styles and fonts from the folder they were built into. A new one asks for two
 * hundred of them, and the local server takes ten milliseconds of a core for each: more than for all else that a test does.
 */
export async function answerAssets(context: BrowserContext): Promise<void> {
  await context.route('**/assets/*', async (route) => {
    const name = path.basename(new URL(route.request().url()).pathname);
    const contentType = TYPES.get(path.extname(name));
    if (contentType === undefined) return await route.fallback();
    const body = await fileOf(name);
    await route.fulfill({ body, contentType, headers: { 'cache-control': 'public, max-age=31536000, immutable' } });
  });
}

function fileOf(name: string): Promise<Buffer> {
  const known = read.get(name) ?? readFile(path.join(FOLDER, name));
  read.set(name, known);
  return known;
}
