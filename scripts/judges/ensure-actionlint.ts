import { builtProgram, ensureGoPrograms, goInstall } from './go-program.ts';

const VERSION = '1.7.12';
const NAME = `actionlint-${VERSION}`;

/** Where the program is once `ensureActionlint` answered null. */
export const actionlint = builtProgram(NAME, 'actionlint');

/** Builds actionlint, which judges workflows; answers with the reason when it cannot be had, otherwise null. */
export function ensureActionlint(): Promise<string | null> {
  const build = (go: string, folder: string) =>
    goInstall(go, folder, 'github.com/rhysd/actionlint/cmd/actionlint', VERSION);
  return ensureGoPrograms({ name: NAME, takes: 'seconds', build });
}
