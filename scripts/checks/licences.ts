import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';

/** Licences that ask for no more than to be named, or leave what is linked with them alone. */
const ALLOWED = new Set(
  [
    ...[
      'MIT',
      'MIT-0',
      'ISC',
      'BSD-2-Clause',
      'BSD-3-Clause',
      '0BSD',
      'Apache-2.0',
      'BlueOak-1.0.0',
      'Unlicense',
      'Zlib',
    ],
    ...['CC0-1.0', 'CC-BY-4.0', 'CC-BY-3.0', 'Python-2.0', 'OFL-1.1', 'PostgreSQL', 'WTFPL'],
    // By file: what is changed in it stays open, what uses it is its own.
    ...['MPL-2.0', 'LGPL-3.0-or-later'],
  ].map((each) => each.toLowerCase()),
);

const LockSchema = z.object({
  packages: z.record(z.string(), z.looseObject({ license: z.string().optional(), link: z.boolean().optional() })),
});

/** Packages of a lockfile whose licence is none of those; of `A OR B` one is enough, of `A AND B` it takes both. */
export function refusedLicences(lock: unknown): string[] {
  return Object.entries(LockSchema.parse(lock).packages)
    .filter(([name, { link }]) => name !== '' && !link)
    .filter(([, { license = '' }]) => !isAllowed(license))
    .map(([name, { license }]) => `${name.replace(/^.*node_modules\//, '')}: ${license ?? 'says nothing'}`);
}

function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, ' ');
  return plain
    .split(/\sOR\s/)
    .some((every) => every.split(/\sAND\s/).every((each) => ALLOWED.has(each.trim().toLowerCase())));
}

/** Nothing is used whose licence would have a say in ours. */
export const licences: Check = {
  name: 'licences of all packages',
  async run() {
    const refused = refusedLicences(JSON.parse(await readFile(path.join(project.root, 'package-lock.json'), 'utf8')));
    if (refused.length > 0) throw new PlainError(`Licences to be looked at:\n${refused.join('\n')}`);
  },
};
