import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import { runCommand } from '../local/run-command.ts';
import type { Check } from './check.ts';
import { generateTypes } from './generate-types.ts';

const RUNTIMES = ['worker', 'web', 'node'];

/** Compiles once per runtime, each with the globals that really exist there. */
export const types: Check = {
  name: 'types',
  async run() {
    await generateTypes();
    const tsc = path.join(project.root, 'node_modules/typescript/bin/tsc');
    const results = await Promise.allSettled(
      RUNTIMES.map((runtime) =>
        runCommand(tsc, ['-p', `tsconfig.${runtime}.json`, '--pretty', 'false'], {
          failure: `${runtime}:`,
          lines: 100,
        }),
      ),
    );
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : []));
    if (failures.length > 0) throw new PlainError(failures.join('\n\n'));
  },
};
