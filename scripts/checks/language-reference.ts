import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { renderLanguage } from '../language-docs/render-language.ts';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';

/** What people read of the language is what it does. */
export const languageReference: Check = {
  name: 'docs/language.md is as the language is',
  async run() {
    const written = await readFile(path.join(project.root, 'docs/language.md'), 'utf8').catch(() => null);
    if (written !== (await renderLanguage()))
      throw new PlainError('docs/language.md is out of date: `npm run language`');
  },
};
