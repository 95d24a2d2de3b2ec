import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { applyMigrations } from '../scripts/local/apply-migrations.ts';
import { project } from '../scripts/local/project.ts';
import { withLock } from '../scripts/local/with-lock.ts';

const templates = path.join(project.root, '.cache/e2e-states');

/**
 * Puts a database with all migrations, and nothing else in it, below `state`. Making one takes wrangler several seconds of
 * a core, so it is made once for each set of migrations, kept in `.cache/`, and copied.
 */
export async function copyMigratedState(state: string): Promise<void> {
  const template = path.join(templates, await hashMigrations());
  await withLock('e2e-states', async () => {
    if (!existsSync(template)) {
      await rm(templates, { recursive: true, force: true });
      const draft = `${template}.draft`;
      await applyMigrations(draft);
      await rename(draft, template);
    }
    await cp(template, state, { recursive: true });
  });
}

/** The configuration counts too: the database is filed under the id that it names. */
async function hashMigrations(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(project.config));
  for (const file of (await readdir(project.migrations)).sort()) {
    hash.update(`${file}\0`).update(await readFile(path.join(project.migrations, file)));
  }
  return hash.digest('hex');
}
