import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { project } from './project.ts';
import { rootCommand } from './root-command.ts';

test('CI14 what only root may do is done by root, and on a machine of CI through sudo where that asks for no password', () => {
  const asked: string[] = [];
  const hasSudo = (answer: boolean) => () => {
    asked.push('sudo');
    return answer;
  };
  expect(rootCommand({ isRoot: true, isCi: true, hasSudo: hasSudo(true) })).toEqual([]);
  expect(asked).toEqual([]);
  expect(rootCommand({ isRoot: false, isCi: true, hasSudo: hasSudo(true) })).toEqual(['sudo', '-n']);
  expect(() => rootCommand({ isRoot: false, isCi: true, hasSudo: hasSudo(false) })).toThrow('only root');
  asked.length = 0;
  expect(() => rootCommand({ isRoot: false, isCi: false, hasSudo: hasSudo(true) })).toThrow('only root');
  expect(asked).toEqual([]);
});

test('CI14 a command of CI is run by root with the environment of who asks, and by root itself as it is', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'carillon-root-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const play = async (program: string, script: string) => {
    await writeFile(path.join(folder, program), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(folder, program), 0o755);
  };
  const env = { ...process.env, HOME: '/home/of-ci', PATH: `${folder}${path.delimiter}${process.env.PATH}` };
  const ask = () =>
    execFileSync(path.join(project.root, '.ci/as-root'), ['printf', '%s', 'a b'], { env, encoding: 'utf8' });
  await play('sudo', 'printf "%s " "$@"');
  await play('id', 'echo 1001');
  expect(ask()).toBe(`-n --preserve-env env HOME=/home/of-ci PATH=${env.PATH} printf %s a b `);
  await play('id', 'echo 0');
  expect(ask()).toBe('a b');
});
