import { spawnSync } from 'node:child_process';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';

/** A library that Node's program is linked with, and the Debian package it comes from. */
export interface RuntimeLibrary {
  /** Where the loader looks for it. */
  readonly wanted: string;
  /** The file itself: `wanted` is often a link. */
  readonly file: string;
  readonly package: { readonly name: string; readonly version: string };
}

/** The libraries of the Node that runs this, its loader among them. @throws PlainError on what is no Debian */
export async function runtimeLibraries(): Promise<RuntimeLibrary[]> {
  const wanted = linkedFiles(run('ldd', process.execPath));
  return await Promise.all(
    wanted.map(async (library) => {
      const file = await realpath(library);
      return { wanted: library, file, package: packageOf([library, file]) };
    }),
  );
}

/** What ldd names with a place: `libc.so.6 => /lib/…/libc.so.6 (0x…)`, and the loader, which has only a place. */
export function linkedFiles(ldd: string): string[] {
  return [...ldd.matchAll(/(?<file>\/\S+) \(0x[0-9a-f]+\)$/gm)].flatMap(({ groups }) => groups?.file ?? []);
}

function packageOf(files: readonly string[]): RuntimeLibrary['package'] {
  // Since /lib is a link to /usr/lib, a package may know either name.
  const names = files.flatMap((file) => [file, file.replace(/^\/usr/, ''), path.join('/usr', file)]);
  for (const name of names) {
    const { stdout } = spawnSync('dpkg', ['-S', name], { encoding: 'utf8' });
    const owner = /^(?<owner>[^:,]+)/.exec(stdout ?? '')?.groups?.owner;
    if (owner)
      return { name: owner, version: run('dpkg-query', '-W', '-f', `\${Version}\n`, owner).split('\n')[0] ?? '' };
  }
  throw new PlainError(`No package of Debian has ${files[0]}: the image is made of Debian's, or with Docker.`);
}

function run(command: string, ...args: string[]): string {
  const { status, stdout, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new PlainError(`${command} is needed to make the image: ${error?.message ?? `code ${status}`}`);
  return stdout;
}
