import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { upload } from '../deploy/ask-cloudflare.ts';
import type { Build } from '../deploy/build-for.ts';
import type { Wrangler } from '../deploy/wrangler.ts';

/**
 * A deployment for one pull request: a Worker and a database of its own, as previews of a version are not to be had for a
 * Worker with Durable Objects, and would write into the database of staging. Nothing in it is anybody's.
 */
export async function makePreview(wrangler: Wrangler, build: Build, pullRequest: number): Promise<string> {
  const name = previewName(pullRequest);
  const file = path.join(path.dirname(build.file), 'preview.json');
  await writeFile(file, JSON.stringify(previewConfig(build.raw, name)));
  const config = ['--config', file];
  // It may be there from an earlier push.
  const list = await wrangler.run(['d1', 'list', '--json', ...config]);
  if (!list.includes(`"${name}"`)) await wrangler.run(['d1', 'create', name, ...config]);
  await wrangler.run(['d1', 'migrations', 'apply', 'DB', '--remote', ...config]);
  // New ones with each push: whoever looked at the last one is signed out, and nobody has to keep them.
  const secret = () => randomBytes(32).toString('base64url');
  const secrets = path.join(path.dirname(build.file), 'preview-secrets.json');
  await writeFile(secrets, JSON.stringify({ AUTH_SECRET: secret(), OPERATOR_TOKEN: secret() }), { mode: 0o600 });
  const { targets } = await upload(wrangler, file, `pull request ${pullRequest}`, ['--secrets-file', secrets]).finally(
    () => rm(secrets, { force: true }),
  );
  const address = targets.find((each) => each.startsWith('https://'));
  if (address === undefined) throw new Error('The preview has no address: is the workers.dev subdomain switched on?');
  return address;
}

/** Takes it away when the pull request is closed; what is gone already is no failure. */
export async function removePreview(wrangler: Wrangler, pullRequest: number, config: string): Promise<void> {
  const name = previewName(pullRequest);
  const gone = (error: unknown) => {
    if (!/10007|not exist|not found|couldn't find/i.test(String(error))) throw error;
  };
  await wrangler.run(['delete', '--name', name, '--force', '--config', config]).catch(gone);
  await wrangler.run(['d1', 'delete', name, '--skip-confirmation', '--config', config]).catch(gone);
}

function previewName(pullRequest: number): string {
  return `carillon-pr-${pullRequest}`;
}

/** The configuration of staging under another name: no crons but those it needs, no bucket, no address of its own. */
export function previewConfig(config: Record<string, unknown>, name: string): Record<string, unknown> {
  const { r2_buckets: _, routes: __, route: ___, ...rest } = config;
  return {
    ...rest,
    name,
    workers_dev: true,
    d1_databases: [{ binding: 'DB', database_name: name, migrations_dir: '../../../../migrations' }],
    vars: { ...Object(config.vars), PUBLIC_ORIGIN: '', CELL: 'preview', DEMO: 'on' },
  };
}
