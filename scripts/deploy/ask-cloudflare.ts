import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Target } from './target.ts';
import type { Wrangler } from './wrangler.ts';

// One function for each thing that a deployment asks of Cloudflare. `--config` is always named: without it wrangler
// follows the last build, whichever environment that was for.
const of = (target: Target) => ['--env', target, '--config', project.config];

const SecretsSchema = z.array(z.object({ name: z.string() }));
const BookmarkSchema = z.object({ bookmark: z.string() });
const DeploymentSchema = z.object({ versions: z.array(z.object({ version_id: z.string(), percentage: z.number() })) });
const DeployedSchema = z.object({ type: z.literal('deploy'), version_id: z.string(), targets: z.array(z.string()) });

/** The names of the secrets that are set; none when there is no such Worker yet. */
export async function listSecrets(wrangler: Wrangler, target: Target): Promise<string[]> {
  const output = await wrangler.run(['secret', 'list', '--format', 'json', ...of(target)]).catch((error: unknown) => {
    if (error instanceof PlainError && /10007|does not exist|not found/i.test(error.message)) return '[]';
    throw error;
  });
  return jsonOf(output, SecretsSchema).map(({ name }) => name);
}

/** Where Time Travel can bring the database back to: as it is now. */
export async function bookmarkOf(wrangler: Wrangler, target: Target): Promise<string> {
  const output = await wrangler.run(['d1', 'time-travel', 'info', 'DB', '--json', ...of(target)]);
  return jsonOf(output, BookmarkSchema).bookmark;
}

/** The version that runs; null before the first deployment. */
export async function runningVersion(wrangler: Wrangler, target: Target): Promise<string | null> {
  const output = await wrangler.run(['deployments', 'status', '--json', ...of(target)]).catch((error: unknown) => {
    if (error instanceof PlainError && /10007|does not exist|not found|no deployments/i.test(error.message))
      return null;
    throw error;
  });
  if (output === null) return null;
  const { versions } = jsonOf(output, DeploymentSchema);
  return versions.toSorted((one, other) => other.percentage - one.percentage)[0]?.version_id ?? null;
}

export async function applyMigrations(wrangler: Wrangler, target: Target): Promise<void> {
  await wrangler.run(['d1', 'migrations', 'apply', 'DB', '--remote', ...of(target)]);
}

/** Uploads a build and lets it run. Answers its version, and the addresses it has. */
export async function upload(
  wrangler: Wrangler,
  config: string,
  message: string,
  more: readonly string[] = [],
): Promise<z.infer<typeof DeployedSchema>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'carillon-deploy-'));
  try {
    const file = path.join(folder, 'output.jsonl');
    await wrangler.run(['deploy', '--config', config, '--message', message, ...more], {
      env: { WRANGLER_OUTPUT_FILE_PATH: file },
    });
    const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
    const deployed = lines.map((line) => DeployedSchema.safeParse(JSON.parse(line))).find(({ success }) => success);
    if (!deployed?.data) throw new PlainError('wrangler deployed, but did not say which version.');
    return deployed.data;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function rollBackTo(wrangler: Wrangler, target: Target, version: string): Promise<void> {
  await wrangler.run(['rollback', version, '--yes', '--message', 'rolled back by the deployment', ...of(target)]);
}

/** wrangler writes remarks before what was asked for. */
function jsonOf<Schema extends z.ZodType>(output: string, schema: Schema): z.output<Schema> {
  const from = output.search(/^[[{]/m);
  return schema.parse(from < 0 ? null : JSON.parse(output.slice(from)));
}
