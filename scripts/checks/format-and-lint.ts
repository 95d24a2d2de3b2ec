import path from 'node:path';
import { project } from '../local/project.ts';
import { runCommand } from '../local/run-command.ts';
import type { Check } from './check.ts';

/** Format, lint rules and the import direction (biome.json), in one pass. Warnings count: nobody reads them twice. */
export const formatAndLint: Check = {
  name: 'format, lint and import direction',
  async run() {
    const args = ['ci', '--error-on-warnings', '--max-diagnostics=50', '--colors=off'];
    const biome = path.join(project.root, 'node_modules/@biomejs/biome/bin/biome');
    await runCommand(biome, args, {
      failure: 'Biome objects; `npm run format` repairs what can be repaired by itself.',
      lines: 400,
    });
  },
};
