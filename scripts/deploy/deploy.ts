import { PlainError } from '../local/plain-error.ts';
import { describePreviews, previewMigrations } from '../migrations/read-migrations.ts';
import { applyMigrations, bookmarkOf, listSecrets, rollBackTo, runningVersion, upload } from './ask-cloudflare.ts';
import type { Build } from './build-for.ts';
import { checkBuild } from './check-build.ts';
import { pendingMigrations } from './pending-migrations.ts';
import type { Target } from './target.ts';
import type { Wrangler } from './wrangler.ts';

export interface DeployDeps {
  readonly wrangler: Wrangler;
  readonly build: (target: Target) => Promise<Build>;
  /** What git has that is not committed; empty when nothing is. */
  readonly uncommitted: () => Promise<string>;
  /** @throws when the deployment does not do what it should */
  readonly smoke: (origin: string) => Promise<void>;
  readonly say: (line: string) => void;
}

export interface DeployOptions {
  readonly target: Target;
  /** Everything that needs no account, and nothing that changes anything. */
  readonly isDryRun: boolean;
  /** Whether what is not committed may go. */
  readonly isDirtyAllowed: boolean;
  /** Whether a deployment that fails its smoke test is taken back at once. */
  readonly isTakenBack: boolean;
  readonly message: string;
}

/** How to go back to what there was. */
export interface WayBack {
  readonly version: string | null;
  readonly bookmark: string;
}

/**
 * Brings what is checked out to a deployment: looks at everything first, and changes nothing before all of it is right.
 * Then migrations (the version that runs goes on with them: they only add), then the Worker, then the smoke test.
 *
 * @throws PlainError that says what is wrong, and how to go back once something was changed
 */
export async function deploy(deps: DeployDeps, options: DeployOptions): Promise<void> {
  const { wrangler, say } = deps;
  const { target, isDryRun, isDirtyAllowed, message } = options;
  const uncommitted = await deps.uncommitted();
  if (uncommitted !== '' && !isDirtyAllowed && !isDryRun)
    throw new PlainError(
      `Not committed, and so nowhere to be found later:\n${uncommitted}\n--allow-dirty deploys it all the same.`,
    );
  say(`· Building for ${target}`);
  const built = await deps.build(target);
  const faults = checkBuild(built, target);
  if (faults.length > 0) throw new PlainError(`The build is not fit for ${target}: ${faults.join('; ')}.`);

  if (isDryRun) {
    await wrangler.run(['deploy', '--dry-run', '--config', built.file]);
    say('The bundle is whole.');
    await refuseLosses(deps, undefined);
    say(`Secrets that have to be there: ${built.config.secrets.required.join(', ')}`);
    say('A dry run: nothing was asked of Cloudflare, and nothing was changed.');
    return;
  }

  await checkSecrets(deps, built, target);
  const pending = await pendingMigrations(wrangler, target);
  await refuseLosses(deps, pending);
  const back: WayBack = {
    version: await runningVersion(wrangler, target),
    bookmark: await bookmarkOf(wrangler, target),
  };
  if (pending.length > 0) {
    say(`· Migrating the database of ${target}`);
    await applyMigrations(wrangler, target).catch((error: unknown) => explain(error, target, back));
  }
  say(`· Deploying ${built.config.name}`);
  const { version_id: version, targets } = await upload(wrangler, built.file, message).catch((error: unknown) =>
    explain(error, target, back),
  );
  say(`${version} runs at ${targets.join(', ')}`);
  const origin = built.config.vars.PUBLIC_ORIGIN || targets.find((each) => each.startsWith('https://'));
  if (origin === undefined) throw new PlainError(`The deployment has no address to try.\n${waysBack(target, back)}`);
  say(`· Trying ${origin}`);
  await deps.smoke(origin).catch(async (error: unknown) => {
    if (!options.isTakenBack || back.version === null) return explain(error, target, back);
    await rollBackTo(wrangler, target, back.version);
    const words = error instanceof Error ? error.message : String(error);
    throw new PlainError(
      `${words}\n${back.version} runs again. Migrations stay: they only add.\n${waysBack(target, back)}`,
    );
  });
  say(waysBack(target, back));
}

async function checkSecrets({ wrangler }: DeployDeps, { config }: Build, target: Target): Promise<void> {
  const present = await listSecrets(wrangler, target);
  const missing = config.secrets.required.filter((name) => !present.includes(name));
  if (missing.length === 0) return;
  const commands = missing.map((name) => `  npx wrangler secret put ${name} --env ${target} --config wrangler.toml`);
  throw new PlainError(`Secrets are missing at ${target}:\n${commands.join('\n')}`);
}

async function refuseLosses({ say }: DeployDeps, pending: readonly string[] | undefined): Promise<void> {
  const previews = await previewMigrations(pending);
  if (pending !== undefined) say(describePreviews(previews));
  const refusals = previews.flatMap((preview) => preview.refusals);
  if (refusals.length > 0) throw new PlainError(`Migrations would lose data:\n${refusals.join('\n')}`);
}

function explain(error: unknown, target: Target, back: WayBack): never {
  const words = error instanceof Error ? error.message : String(error);
  throw new PlainError(`${words}\n\n${waysBack(target, back)}`);
}

/** The commands that undo a deployment; the database only when its data is wrong, as that takes back people's work too. */
export function waysBack(target: Target, { version, bookmark }: WayBack): string {
  const options = `--env ${target} --config wrangler.toml`;
  return [
    'To go back:',
    version === null ? '  (there was no version before)' : `  npx wrangler rollback ${version} ${options}`,
    'Only if data was damaged, as it takes back what people did since (docs/runbooks/restore.md):',
    `  npx wrangler d1 time-travel restore DB --bookmark ${bookmark} ${options}`,
  ].join('\n');
}
