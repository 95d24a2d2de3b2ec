import { project } from '../local/project.ts';
import { runCommand } from '../local/run-command.ts';

/** Route types are derived from web/app/routes.ts and never committed: they are made anew before every compile. */
export async function generateTypes(): Promise<void> {
  await runCommand(project.reactRouter, ['typegen'], { failure: 'React Router could not derive the route types.' });
}
