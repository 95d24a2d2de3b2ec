import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';
import { SCALAR_FILE, SCALAR_VERSION } from '../../worker/routes/openapi/scalar-file.ts';

/** Puts the script of the API page among the browser's files: written by a build, served as it is while developing. */
export function scalarFile(): Plugin {
  return {
    name: 'carillon:scalar-file',
    configureServer(server) {
      server.middlewares.use(`/${SCALAR_FILE}`, async (_request, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(await readScalar());
      });
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      this.emitFile({ type: 'asset', fileName: SCALAR_FILE, source: await readScalar() });
    },
  };
}

async function readScalar(): Promise<Buffer> {
  const entry = createRequire(import.meta.url).resolve('@scalar/api-reference');
  const folder = path.resolve(path.dirname(entry), '..');
  const { version }: { version: string } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  if (version !== SCALAR_VERSION)
    throw new Error(`@scalar/api-reference is ${version}, but scalar-file.ts says ${SCALAR_VERSION}.`);
  return await readFile(path.join(folder, 'dist/browser/standalone.js'));
}
