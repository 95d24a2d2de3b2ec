import { PlainError } from '../local/plain-error.ts';
import type { Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

const FORBIDDEN = new Set(['utils', 'util', 'helpers', 'helper', 'misc', 'common', 'manager']);

/** Drawers for anything: what has no name has no home yet. */
export function forbiddenNames(files: readonly string[]): string[] {
  return files.filter((file) =>
    file.split('/').some((part) => {
      const name = part.split('.')[0] ?? part;
      return (
        FORBIDDEN.has(name) || name.endsWith('-manager') || name.startsWith('new-') || /-(utils|helpers)$/.test(name)
      );
    }),
  );
}

/** No file and no folder is called after what it is not. */
export const fileNames: Check = {
  name: 'file names',
  async run() {
    const found = forbiddenNames(await sourceFiles());
    if (found.length > 0) throw new PlainError(`Name these for what they hold:\n${found.join('\n')}`);
  },
};
