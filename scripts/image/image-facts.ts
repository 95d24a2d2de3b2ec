import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { runProgram } from '../cluster/run-program.ts';
import { project } from '../local/project.ts';

/** What an image says of itself. */
export interface ImageFacts {
  readonly version: string;
  /** The commit that it was made of. */
  readonly revision: string;
  /** That of the commit, ISO 8601: the same tree makes the same image, whenever it is made. */
  readonly created: string;
  /** Where its source is to be found; empty when nobody said. */
  readonly source: string;
}

const ManifestSchema = z.object({ version: z.string() });

/** @throws PlainError outside of a clone */
export async function imageFacts(): Promise<ImageFacts> {
  const manifest = await readFile(path.join(project.root, 'package.json'), 'utf8');
  const commit = await runProgram('git', ['show', '--no-patch', '--format=%H %ct', 'HEAD'], { cwd: project.root });
  const [revision = '', seconds] = commit.trim().split(' ');
  return {
    version: ManifestSchema.parse(JSON.parse(manifest)).version,
    revision,
    created: new Date(Number(seconds) * 1000).toISOString(),
    source: process.env.IMAGE_SOURCE ?? '',
  };
}
