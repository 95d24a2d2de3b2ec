import { builtProgram, ensureGoPrograms, goInstall } from './go-program.ts';

const VERSION = '4.3.1';
const NAME = `helm-${VERSION}`;

/** Where the program is once `ensureHelm` answered null. */
export const helm = builtProgram(NAME, 'helm');

/** Builds Helm, which renders and judges the chart; answers with the reason when it cannot be had, otherwise null. */
export function ensureHelm(): Promise<string | null> {
  const build = (go: string, folder: string) => goInstall(go, folder, 'helm.sh/helm/v4/cmd/helm', VERSION);
  return ensureGoPrograms({ name: NAME, takes: 'some minutes', build });
}
