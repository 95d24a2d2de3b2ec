import { project } from './project.ts';
import { runCommand } from './run-command.ts';

/** Brings the local database to the newest migration; those already there are skipped. */
export async function applyMigrations(state: string, signal?: AbortSignal): Promise<void> {
  const args = ['d1', 'migrations', 'apply', 'carillon', '--local', '--config', project.config, '--persist-to', state];
  await runCommand(project.wrangler, args, { failure: 'The database could not be brought up to date.', signal });
}
