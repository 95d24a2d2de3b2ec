import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';
import { project } from '../local/project.ts';

const FOLDER = path.join(project.root, 'docs/events/schemas');
/** Where every instance has them. */
const SERVED_AT = 'schemas/events';
const NAME = /^[a-z_.]+\.v\d+\.json$/;

/** Puts the JSON Schemas of the events among the browser's files: whoever consumes events reads them without a token. */
export function eventSchemas(): Plugin {
  return {
    name: 'carillon:event-schemas',
    configureServer(server) {
      server.middlewares.use(`/${SERVED_AT}`, async (request, response, next) => {
        const name = request.url?.slice(1) ?? '';
        if (!NAME.test(name)) return next();
        const text = await readFile(path.join(FOLDER, name)).catch(() => null);
        if (text === null) return next();
        response.setHeader('Content-Type', 'application/json');
        response.end(text);
      });
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      for (const name of await readdir(FOLDER)) {
        const source = await readFile(path.join(FOLDER, name));
        this.emitFile({ type: 'asset', fileName: `${SERVED_AT}/${name}`, source });
      }
    },
  };
}
