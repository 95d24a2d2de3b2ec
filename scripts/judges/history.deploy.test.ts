import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../cluster/run-program.ts';
import { project } from '../local/project.ts';
import { ensureGitleaks, gitleaks } from './ensure-gitleaks.ts';

const scan = (repository: string) =>
  runProgram(gitleaks, [
    'git',
    '--no-banner',
    '--redact',
    '--verbose',
    '--config',
    path.join(project.root, '.gitleaks.toml'),
    repository,
  ]);

await describeNeeding('the history', [ensureGitleaks], () => {
  let copy: string;
  beforeEach(async () => {
    copy = await mkdtemp(path.join(tmpdir(), 'carillon-history-'));
  });
  afterEach(() => rm(copy, { recursive: true, force: true }));

  test('DEP1 no secret was ever committed, and one that was taken out again would be found', async () => {
    await scan(project.root);
    await runProgram('git', ['clone', '--quiet', project.root, copy]);
    const git = (...args: string[]) =>
      runProgram('git', ['-C', copy, '-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args]);
    // Made here, else it would be found in this very file.
    const token = `ghp_${createHash('sha256').update('planted').digest('base64').replace(/\W/g, '').slice(0, 36)}`;
    await writeFile(path.join(copy, 'planted.ts'), `export const token = '${token}';\n`);
    await git('add', 'planted.ts');
    await git('commit', '--quiet', '--message', 'Plant');
    await git('rm', '--quiet', 'planted.ts');
    await git('commit', '--quiet', '--message', 'Take it out again');
    await expect(scan(copy)).rejects.toThrow(/github-pat[\s\S]*planted\.ts/);
  });
});
