import { builtProgram, ensureGoPrograms, goInstall } from './go-program.ts';

const VERSION = '8.30.1';
const NAME = `gitleaks-${VERSION}`;

/** Where the program is once `ensureGitleaks` answered null. */
export const gitleaks = builtProgram(NAME, 'gitleaks');

/** Builds gitleaks, which looks for secrets in the history; answers with the reason when it cannot be had, otherwise null. */
export function ensureGitleaks(): Promise<string | null> {
  const build = (go: string, folder: string) => goInstall(go, folder, 'github.com/zricethezav/gitleaks/v8', VERSION);
  return ensureGoPrograms({ name: NAME, takes: 'a minute', build });
}
