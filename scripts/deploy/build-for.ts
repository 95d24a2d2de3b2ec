import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { project } from '../local/project.ts';
import { runCommand } from '../local/run-command.ts';
import type { Target } from './target.ts';

/** The part of a built configuration that is looked at before it goes anywhere. */
const BuiltConfigSchema = z.object({
  name: z.string(),
  vars: z.object({ ENVIRONMENT: z.string(), PUBLIC_ORIGIN: z.string() }),
  d1_databases: z.array(z.object({ binding: z.string(), database_name: z.string() })),
  secrets: z.object({ required: z.array(z.string()) }),
});

export interface Build {
  /** The configuration that wrangler deploys. */
  readonly file: string;
  readonly config: z.infer<typeof BuiltConfigSchema>;
  /** All of it. */
  readonly raw: Record<string, unknown>;
}

/** Builds for a deployment, always anew, in a folder of its own: what `npm start` runs stays as it is. */
export async function buildFor(target: Target): Promise<Build> {
  const folder = path.join('.cache/deploy', target);
  const env = { NODE_ENV: 'production', CLOUDFLARE_ENV: target, CARILLON_BUILD: folder };
  await runCommand(project.reactRouter, ['build'], { failure: 'The build failed.', env });
  return await readBuild(path.join(project.root, folder, 'server/wrangler.json'));
}

export async function readBuild(file: string): Promise<Build> {
  const raw = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, 'utf8')));
  return { file, config: BuiltConfigSchema.parse(raw), raw };
}
