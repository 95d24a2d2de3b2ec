import { project } from '../local/project.ts';
import { runCommand } from '../local/run-command.ts';

/** Everything that is asked of Cloudflare goes through here: what it was called with, and what it wrote. */
export interface Wrangler {
  /** @throws PlainError with its last lines when it fails */
  run: (args: readonly string[], options?: { env?: Record<string, string>; failure?: string }) => Promise<string>;
}

/** wrangler as it is installed; CARILLON_WRANGLER names another program, with which tests play Cloudflare. */
export function wranglerProgram(): Wrangler {
  const file = process.env.CARILLON_WRANGLER ?? project.wrangler;
  return {
    run: (args, { env, failure } = {}) =>
      runCommand(file, args, { env, failure: failure ?? `wrangler ${args.slice(0, 3).join(' ')} failed.` }),
  };
}
