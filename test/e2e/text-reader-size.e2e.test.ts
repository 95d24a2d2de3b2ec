import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { project } from '../../scripts/local/project.ts';

const ASSETS = path.join(project.build, 'client/assets');
const MAX_BYTES = 40 * 1024;

const ModuleSchema = z.object({ module: z.string(), imports: z.array(z.string()).default([]) });
const ManifestSchema = z.object({ entry: ModuleSchema, routes: z.record(z.string(), ModuleSchema) });

const read = (file: string) => readFileSync(path.join(ASSETS, file), 'utf8');

/** The one script whose name begins so. */
function scriptOf(name: string): string {
  const [file, ...others] = readdirSync(ASSETS).filter((each) => each.startsWith(`${name}-`) && each.endsWith('.js'));
  if (file === undefined || others.length > 0) throw new Error(`${name} is not one script of the build`);
  return file;
}

/** Scripts, and all that a browser loads before it runs them. */
function withImports(files: readonly string[], seen = new Set<string>()): Set<string> {
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    const imports = [...read(file).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)].flatMap(([, name]) => name ?? []);
    withImports(imports, seen);
  }
  return seen;
}

/** What the Inbox has loaded when it can be used. */
function inboxScripts(): Set<string> {
  const text = read(scriptOf('manifest'));
  const { entry, routes } = ManifestSchema.parse(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)));
  const modules = ['root', 'app', 'app-frame', 'routes/app/inbox'].map((id) => ModuleSchema.parse(routes[id]));
  return withImports(
    [entry, ...modules].flatMap(({ module, imports }) => [module, ...imports]).map((each) => path.basename(each)),
  );
}

it('QA30 what reads texts is at most 40 KB, wherever it is loaded, and chrono a script of its own that no page begins with', () => {
  const page = inboxScripts();
  const reader = withImports([scriptOf('text-reader')]);
  expect(page).not.toContain(scriptOf('text-reader'));
  // The grammar by a word of its own: what else needs it may have brought it into the page, and it counts there, too.
  const own = [...reader].filter((file) => !page.has(file) || read(file).includes('übermorgen'));
  expect(own.some((file) => read(file).includes('übermorgen'))).toBe(true);
  const bytes = own.map((file) => [file, brotliCompressSync(read(file)).length] as const);
  const total = bytes.reduce((sum, [, each]) => sum + each, 0);
  expect(total, JSON.stringify(bytes)).toBeLessThanOrEqual(MAX_BYTES);
  const chrono = scriptOf('chrono-dates');
  expect(read(chrono)).toContain('forwardDate');
  for (const file of [...page, ...reader]) expect(read(file), file).not.toContain('forwardDate');
});
