import { readFile } from 'node:fs/promises';
import { parseArgs, parseEnv } from 'node:util';
import { runningOrigin } from './local/claim-state.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';

// `npm run admin -- reset-link EMAIL`: what whoever runs a deployment can do. It asks the running instance, the local one unless
// `--origin` names another, for which OPERATOR_TOKEN has to be set.

const USAGE =
  'npm run admin -- reset-link EMAIL [--origin https://…]   prints a link that sets a new password, once, for an hour';

async function admin(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { origin: { type: 'string' } } });
  const [command, email] = positionals;
  if (command !== 'reset-link' || email === undefined) throw new PlainError(USAGE);
  const origin = values.origin ?? (await runningOrigin(project.state));
  if (origin === null)
    throw new PlainError('No local instance runs. Start it with `npm start`, or name another with --origin.');
  console.log(await makeResetLink(origin, await operatorToken(), email));
}

async function makeResetLink(origin: string, token: string, email: string): Promise<string> {
  const answer = await fetch(new URL('/api/operator/reset-links', origin), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  }).catch(() => null);
  if (!answer) throw new PlainError(`${origin} does not answer.`);
  const body: unknown = await answer.json().catch(() => null);
  if (isObject(body) && typeof body.url === 'string') return body.url;
  throw new PlainError(
    isObject(body) && typeof body.detail === 'string' ? body.detail : `${origin} answered ${answer.status}.`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** From the environment, or what `npm start` generated for this machine. */
async function operatorToken(): Promise<string> {
  const local = await readFile(project.devVars, 'utf8').catch(() => '');
  const token = process.env.OPERATOR_TOKEN ?? parseEnv(local).OPERATOR_TOKEN;
  if (!token) throw new PlainError('OPERATOR_TOKEN is not set.');
  return token;
}

try {
  await admin();
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
