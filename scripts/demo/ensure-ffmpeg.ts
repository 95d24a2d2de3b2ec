import { findProgram } from '../cluster/find-program.ts';
import { installDebianPackage } from '../local/install-debian-package.ts';

/** Installs ffmpeg where that is possible without asking; answers with the reason when it is not, otherwise null. */
export async function ensureFfmpeg(): Promise<string | null> {
  if (!findProgram('ffmpeg')) await installDebianPackage('ffmpeg').catch(() => {});
  return findProgram('ffmpeg') ? null : 'ffmpeg is missing: `apt-get install ffmpeg`';
}
