import { builtProgram, ensureGoPrograms, goInstall } from './go-program.ts';

const VERSION = '0.8.0';
const NAME = `kubeconform-${VERSION}`;

/** Where the program is once `ensureKubeconform` answered null. */
export const kubeconform = builtProgram(NAME, 'kubeconform');

/** Builds kubeconform, which compares manifests with schemas; answers with the reason when it cannot be had, otherwise null. */
export function ensureKubeconform(): Promise<string | null> {
  const build = (go: string, folder: string) =>
    goInstall(go, folder, 'github.com/yannh/kubeconform/cmd/kubeconform', VERSION);
  return ensureGoPrograms({ name: NAME, takes: 'seconds', build });
}
