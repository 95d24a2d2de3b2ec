import { PlainError } from '../local/plain-error.ts';

/** What publishing works with: runs a program and answers what it wrote. */
export type Run = (program: string, ...args: string[]) => Promise<string>;

export interface Publishing {
  /** Where images go, without a tag: HOST/OWNER/NAME. */
  readonly repository: string;
  readonly version: string;
  readonly revision: string;
  /** Whether this is a release: then the version and `latest` name it too. */
  readonly isRelease: boolean;
}

/** Pushes what `npm run image` has built, and answers what it is known by for ever: REPOSITORY@sha256:… */
export async function publishImage(
  run: Run,
  { repository, version, revision, isRelease }: Publishing,
): Promise<string> {
  if (!/^[\w.:-]+\/[\w./-]+$/.test(repository))
    throw new PlainError('IMAGE_REPOSITORY has to be HOST/OWNER/NAME, without a tag.');
  const built = `${repository}:${revision.slice(0, 12)}`;
  const tags = [revision, ...(isRelease ? [version, 'latest'] : [])];
  for (const tag of tags) {
    await run('docker', 'tag', built, `${repository}:${tag}`);
    await run('docker', 'push', '--quiet', `${repository}:${tag}`);
  }
  const digests = await run('docker', 'inspect', '--format', '{{range .RepoDigests}}{{println .}}{{end}}', built);
  const digest = digests.split('\n').find((each) => each.startsWith(`${repository}@sha256:`));
  if (!digest) throw new PlainError(`${repository} did not say under which digest it took the image.`);
  return digest;
}

/** Signs it without a key of our own: who signs is the workflow, as its identity token says. */
export async function signImage(run: Run, digest: string): Promise<void> {
  await run('cosign', 'sign', '--yes', digest);
}
