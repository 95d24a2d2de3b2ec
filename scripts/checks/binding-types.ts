import { project } from '../local/project.ts';
import { runCommand } from '../local/run-command.ts';
import type { Check } from './check.ts';

export const WRANGLER_TYPES = ['types', '--include-runtime=false', '--strict-vars=false'];

/** worker-configuration.d.ts is committed, so that an editor knows the bindings in a fresh clone; it must follow wrangler.toml. */
export const bindingTypes: Check = {
  name: 'binding types follow wrangler.toml',
  async run() {
    const args = [...WRANGLER_TYPES, '--check'];
    await runCommand(project.wrangler, args, {
      failure: 'worker-configuration.d.ts is out of date: `npm run typegen`.',
    });
  },
};
