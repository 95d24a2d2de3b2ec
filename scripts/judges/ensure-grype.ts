import { builtProgram, ensureGoPrograms, goInstall } from './go-program.ts';

const VERSION = '0.121.2';
const NAME = `grype-${VERSION}`;

/** Where the program is once `ensureGrype` answered null. */
export const grype = builtProgram(NAME, 'grype');

/** Builds grype, which knows the vulnerabilities of what is in an image; answers with the reason when it cannot be had. */
export function ensureGrype(): Promise<string | null> {
  const build = (go: string, folder: string) => goInstall(go, folder, 'github.com/anchore/grype/cmd/grype', VERSION);
  return ensureGoPrograms({ name: NAME, takes: 'some minutes', build });
}
