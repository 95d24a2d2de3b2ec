import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeVapidKeys } from './make-vapid-keys.ts';
import { project } from './project.ts';

/**
 * Gives every secret named in `.dev.vars.example` a random local value in `.dev.vars`, which git ignores. Values that are there
 * stay: a new session secret would sign everybody out, and new keys would silence every device.
 */
export async function ensureSecrets(): Promise<void> {
  const names = secretNames(await readFile(path.join(project.root, '.dev.vars.example'), 'utf8'));
  const present = await readFile(project.devVars, 'utf8').catch(() => '');
  const missing = names.filter((name) => !secretNames(present).includes(name));
  if (missing.length > 0) {
    const values: Record<string, string> = makeVapidKeys();
    const lines = missing.map((name) => `${name}=${values[name] ?? randomBytes(32).toString('base64url')}`);
    await writeFile(project.devVars, [present.trimEnd(), ...lines, ''].join('\n').trimStart(), { mode: 0o600 });
  }
  await chmod(project.devVars, 0o600);
}

function secretNames(text: string): string[] {
  return [...text.matchAll(/^([A-Z][A-Z0-9_]*)\s*=/gm)].flatMap((match) => match[1] ?? []);
}
