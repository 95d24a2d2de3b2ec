import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { project } from './local/project.ts';
import { renderTools } from './tool-docs/render-tools.ts';

// `npm run tools`: writes the reference of the tools from their registry.
await writeFile(path.join(project.root, 'docs/tools.md'), renderTools());
