import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';

/** The lockfile pins versions and checksums; from where they are downloaded is the business of each machine. */
export const lockfile: Check = {
  name: 'lockfile without download addresses, exact versions',
  async run() {
    const lock = await readFile(path.join(project.root, 'package-lock.json'), 'utf8');
    if (/"resolved": "https?:/.test(lock)) {
      throw new PlainError(
        'package-lock.json names download addresses: .npmrc says omit-lockfile-registry-resolved; run `npm install`.',
      );
    }
    const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
      await readFile(path.join(project.root, 'package.json'), 'utf8'),
    );
    const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    if (ranges.length > 0)
      throw new PlainError(`Not an exact version: ${ranges.map(([name, v]) => `${name}@${v}`).join(', ')}`);
  },
};
