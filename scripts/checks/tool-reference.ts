import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import { renderTools } from '../tool-docs/render-tools.ts';
import type { Check } from './check.ts';

/** What agents' authors read follows the registry. */
export const toolReference: Check = {
  name: 'docs/tools.md is as the tools are',
  async run() {
    const written = await readFile(path.join(project.root, 'docs/tools.md'), 'utf8').catch(() => null);
    if (written !== renderTools()) throw new PlainError('docs/tools.md is out of date: `npm run tools`');
  },
};
