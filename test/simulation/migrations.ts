import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '../../migrations');

/** The real migrations, in order. */
export function readMigrations(): string[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => readFileSync(path.join(FOLDER, name), 'utf8'));
}
