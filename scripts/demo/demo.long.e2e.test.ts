import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { test } from '#test/e2e/e2e-test.ts';
import { project } from '../local/project.ts';
import { playDemo } from './play-demo.ts';
import { SCENES } from './scenes.ts';
import { AT_ONCE } from './stage.ts';

const IMAGES = path.join(project.root, 'docs/images');
const MAX_PICTURE_BYTES = 150_000;

test('FILM1 the walk goes through every scene, and takes every picture of the README', { timeout: 600_000 }, async ({
  carillon,
  browser,
}) => {
  const pictures = await mkdtemp(path.join(tmpdir(), 'carillon-demo-'));
  try {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const { origin } = carillon;
    expect(await playDemo({ browser, origin, pictures, pace: AT_ONCE, film: null, say })).toEqual([]);
    expect(said).toEqual(SCENES.map(({ title }) => `✓ ${title}`));
    const kept = await readdir(IMAGES);
    expect((await readdir(pictures)).sort()).toEqual(kept.sort());
    for (const name of kept) expect((await stat(path.join(IMAGES, name))).size, name).toBeLessThan(MAX_PICTURE_BYTES);
    const readme = await readFile(path.join(project.root, 'README.md'), 'utf8');
    expect(kept.filter((name) => !readme.includes(`docs/images/${name}`))).toEqual([]);
  } finally {
    await rm(pictures, { recursive: true, force: true });
  }
});
