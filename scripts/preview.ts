import { appendFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { makePreview, removePreview } from './ci/preview.ts';
import { buildFor } from './deploy/build-for.ts';
import { wranglerProgram } from './deploy/wrangler.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

/** `npm run preview -- --pull-request N [--remove]`: a deployment for one pull request, and its end. */
try {
  const { values } = parseArgs({
    options: { 'pull-request': { type: 'string' }, remove: { type: 'boolean', default: false } },
  });
  const pullRequest = Number(values['pull-request']);
  if (!Number.isInteger(pullRequest) || pullRequest < 1)
    throw new PlainError('npm run preview -- --pull-request NUMBER [--remove]');
  if (values.remove) await removePreview(wranglerProgram(), pullRequest, project.config);
  else {
    const address = await makePreview(wranglerProgram(), await buildFor('staging'), pullRequest);
    console.log(address);
    if (process.env.GITHUB_OUTPUT) await appendFile(process.env.GITHUB_OUTPUT, `address=${address}\n`);
  }
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
