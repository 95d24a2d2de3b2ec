import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { renderLanguage } from './language-docs/render-language.ts';
import { project } from './local/project.ts';

// `npm run language`: writes what can be written, from the vectors and the parser.
await writeFile(path.join(project.root, 'docs/language.md'), await renderLanguage());
