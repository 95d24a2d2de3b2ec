import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { buildFor } from './deploy/build-for.ts';
import { deploy } from './deploy/deploy.ts';
import { smoke } from './deploy/smoke.ts';
import { readTarget } from './deploy/target.ts';
import { wranglerProgram } from './deploy/wrangler.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

const git = async (...args: string[]) => (await promisify(execFile)('git', args, { cwd: project.root })).stdout.trim();

/** `npm run deploy -- --env staging|production`; docs/deploy.md says what has to be there before. */
try {
  const off = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    options: {
      ...{ env: { type: 'string' }, 'dry-run': off, 'allow-dirty': off, 'roll-back-on-failure': off },
      /** Whose place in the log has to move; without it the bridge is not looked at. */
      consumer: { type: 'string' },
    },
  });
  const operatorToken = process.env.OPERATOR_TOKEN || null;
  await deploy(
    {
      wrangler: wranglerProgram(),
      build: buildFor,
      uncommitted: () => git('status', '--porcelain'),
      smoke: (origin) =>
        smoke({ origin, operatorToken, consumer: values.consumer ?? null, patienceMs: 90_000, say: console.log }),
      say: console.log,
    },
    {
      target: readTarget(values.env),
      isDryRun: values['dry-run'],
      isDirtyAllowed: values['allow-dirty'],
      isTakenBack: values['roll-back-on-failure'],
      message: await git('log', '-1', '--format=%h %s'),
    },
  );
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
