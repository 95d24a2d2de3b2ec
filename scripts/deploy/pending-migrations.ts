import { project } from '../local/project.ts';
import type { Target } from './target.ts';
import type { Wrangler } from './wrangler.ts';

/** The migrations that a database lacks, in their order; the local one when there is no target. */
export async function pendingMigrations(wrangler: Wrangler, target: Target | null): Promise<string[]> {
  const where = target === null ? ['--local', '--persist-to', project.state] : ['--remote', '--env', target];
  const args = ['d1', 'migrations', 'list', 'DB', ...where, '--config', project.config];
  const output = await wrangler.run(args, { failure: 'It cannot be said which migrations the database lacks.' });
  return [...new Set(output.match(/\b\d{4}_\w+\.sql\b/g) ?? [])].sort();
}
