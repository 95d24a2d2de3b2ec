import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describeNeeding } from '#test/e2e-needs.ts';
import { runProgram } from '../cluster/run-program.ts';
import { actionlint, ensureActionlint } from '../judges/ensure-actionlint.ts';
import { ensureShellcheck } from '../judges/ensure-shellcheck.ts';
import { ACTIONLINT_ARGS } from '../judges/judge-shell.ts';
import { project } from '../local/project.ts';
import { readPrepare, readWorkflows } from './read-workflows.ts';

const workflows = await readWorkflows();
const texts = workflows.map(({ file, text }) => [file, text] as const);
const prepare = await readPrepare();
const scripts = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(await readFile(path.join(project.root, 'package.json'), 'utf8'))).scripts;

const steps = [
  ...workflows.flatMap(({ file, jobs }) =>
    Object.entries(jobs).flatMap(([job, { steps: all }]) => all.map((step) => ({ at: `${file} ${job}`, ...step }))),
  ),
  ...prepare.map((step) => ({ at: 'prepare', ...step })),
];

/** The command of a step, if it is one that a developer's machine has too; that of another which root runs. */
function commandOf(run: string): { kind: 'npm' | 'ci'; name: string } | null {
  const asRoot = /^\.ci\/as-root (?<command>.+)$/s.exec(run.trim())?.groups?.command;
  if (asRoot !== undefined) return commandOf(asRoot);
  const npm = /^npm (?:run )?(?<name>[\w:]+)(?: -- .+)?$/.exec(run.trim())?.groups?.name;
  if (npm !== undefined) return { kind: 'npm', name: npm };
  const ci = /^\.ci\/(?<name>[\w-]+)(?: .+)?$/.exec(run.trim())?.groups?.name;
  return ci === undefined ? null : { kind: 'ci', name: ci };
}

describe('the workflows', () => {
  it('CI1 are there for a pull request, its preview, main, a rollback, the night and a release', () => {
    expect(workflows.map(({ file }) => file)).toEqual([
      'deploy.yml',
      'main.yml',
      'nightly.yml',
      'preview.yml',
      'pull-request.yml',
      'release.yml',
      'rollback.yml',
    ]);
  });

  it('CI2 run nothing but scripts that a developer can run: npm scripts and files of .ci that exist', async () => {
    const commands = steps.flatMap(({ at, run }) => (run === undefined ? [] : [{ at, run, command: commandOf(run) }]));
    expect(commands.length).toBeGreaterThan(25);
    expect(commands.filter(({ command }) => command === null)).toEqual([]);
    for (const { at, run, command } of commands) {
      if (command?.kind === 'npm') expect(Object.keys(scripts), `${at}: ${run}`).toContain(command.name);
      if (command?.kind !== 'ci') continue;
      const { mode } = await stat(path.join(project.root, '.ci', command.name));
      expect(mode & 0o111, `${command.name} can be run`).not.toBe(0);
    }
    const nightly = workflows.find(({ file }) => file === 'nightly.yml')?.text ?? '';
    const inMatrix = [...nightly.matchAll(/^ +run: (?<name>[\w:]+)(?: --.*)?$/gm)].map(
      ({ groups }) => groups?.name ?? '',
    );
    expect(inMatrix.length).toBeGreaterThan(5);
    for (const name of inMatrix) expect(Object.keys(scripts)).toContain(name);
    expect(commandOf('curl https://example.com | sh')).toBeNull();
    expect(commandOf('npm run check && rm -rf /')).toBeNull();
    expect(commandOf('npm ci; echo done')).toBeNull();
    expect(commandOf('.ci/as-root rm -rf /')).toBeNull();
  });

  it('CI18 run no npm script that needs what only an earlier one has installed', () => {
    const inSteps = steps.flatMap(({ run }) => (run === undefined ? [] : [commandOf(run)]));
    const names = inSteps.flatMap((command) => (command?.kind === 'npm' ? [command.name] : []));
    const inMatrix = workflows.flatMap(({ jobs }) =>
      Object.values(jobs).flatMap(({ strategy }) => strategy?.matrix.include.flatMap(({ run }) => run ?? []) ?? []),
    );
    const all = [...names, ...inMatrix.map((run) => String(run).split(' ')[0] ?? ''), 'bench'];
    expect(all).toEqual(expect.arrayContaining(['simulate', 'certify', 'drill', 'check', 'test', 'deploy:chart']));
    for (const name of all) expect(scripts[name], name).toMatch(/^node scripts\/bootstrap\.mjs /);
    for (const [name, script] of Object.entries(scripts))
      if (/^node /.test(script)) expect(script, name).toMatch(/^node scripts\/bootstrap\.mjs /);
  });

  it('CI2 put nothing that somebody else wrote into a command: it goes through the environment', () => {
    for (const { at, run } of steps) expect(run ?? '', at).not.toContain('${{');
  });

  it('CI3 pin every action by the hash of a commit, with the version beside it', () => {
    for (const [file, text] of [...texts, ['prepare', '']] as const) {
      for (const [line] of text.matchAll(/^.*\buses: .*$/gm)) {
        if (/uses: \.\/\.github\//.test(line)) continue;
        expect(line, file).toMatch(/uses: [\w.-]+\/[\w./-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
      }
    }
    for (const { uses, run } of prepare) if (run === undefined) expect(uses).toMatch(/@[\da-f]{40}$/);
    // One version of each: two would be one that was forgotten.
    const pins = new Map<string, Set<string>>();
    for (const { uses } of steps) {
      const [name = '', hash] = (uses ?? './').split('@');
      const repository = name.split('/').slice(0, 2).join('/');
      if (hash !== undefined) pins.set(repository, (pins.get(repository) ?? new Set()).add(hash));
    }
    expect([...pins].filter(([, hashes]) => hashes.size > 1)).toEqual([]);
  });

  it('CI4 may read the source, and more only where a job says so', () => {
    for (const { file, permissions, jobs } of workflows) {
      expect(permissions, file).toEqual({ contents: 'read' });
      for (const [name, job] of Object.entries(jobs)) {
        if (job.permissions === undefined) continue;
        const writes = Object.entries(job.permissions)
          .filter(([, right]) => right === 'write')
          .map(([what]) => what);
        expect(
          writes.filter((what) => what === 'contents'),
          `${file} ${name}`,
        ).toEqual(file === 'release.yml' && writes.includes('contents') ? ['contents'] : []);
      }
    }
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with?.['persist-credentials'], step.at).toBe(false);
  });

  it('CI5 say which runs exclude one another, and how long each job may take', () => {
    const groups = workflows.map(({ concurrency }) => concurrency?.group ?? '');
    // A rollback and a deployment of one environment wait for one another, and nobody breaks one off.
    expect(groups.filter((group) => group.startsWith('deploy-'))).toHaveLength(2);
    for (const { file, concurrency } of workflows) {
      if (/deploy|release|rollback/.test(file)) expect(concurrency?.['cancel-in-progress'], file).toBe(false);
      if (file !== 'main.yml') expect(concurrency, file).toBeDefined();
    }
    for (const { file, jobs } of workflows)
      for (const [name, job] of Object.entries(jobs))
        if (job.uses === undefined) expect(job['timeout-minutes'], `${file} ${name}`).toBeLessThanOrEqual(240);
  });

  it('CI5 a run that waits for somebody keeps no later one from staging, and only the newest one asks', () => {
    for (const { file, jobs, concurrency } of workflows)
      if (JSON.stringify(jobs).includes('-approval')) expect(concurrency, file).toBeUndefined();
    const { image, approve, staging, production } = workflows.find(({ file }) => file === 'main.yml')?.jobs ?? {};
    expect(image?.concurrency).toEqual({ group: 'main-image', 'cancel-in-progress': false });
    expect(approve?.concurrency).toEqual({ group: 'approval', 'cancel-in-progress': true });
    for (const job of [staging, production]) expect(job?.uses).toBe('./.github/workflows/deploy.yml');
    // One for all pushes would leave one in the middle without its tests.
    const tests = workflows.find(({ file }) => file === 'pull-request.yml')?.concurrency;
    expect(tests?.group).toContain('github.run_id');
  });

  it('CI6 reach an account only from an environment that asks for approval, and never from a fork', () => {
    for (const { file, jobs } of workflows)
      for (const [name, job] of Object.entries(jobs)) {
        const isSecret = /secrets\.(?!NOTIFY_WEBHOOK)/.test(JSON.stringify(job.steps));
        if (isSecret) expect(job.environment, `${file} ${name}`).toBeDefined();
      }
    for (const [file, text] of texts) {
      expect(text, file).not.toContain('pull_request_target');
      if (file === 'pull-request.yml') expect(text).not.toContain('secrets.');
    }
    const main = workflows.find(({ file }) => file === 'main.yml')?.jobs;
    expect(main?.production?.needs).toEqual(['image', 'tests', 'approve']);
    expect(main?.approve?.environment).toBe('production-approval');
    const preview = workflows.find(({ file }) => file === 'preview.yml');
    for (const job of Object.values(preview?.jobs ?? {}))
      expect(job.if).toContain('head.repo.full_name == github.repository');
  });

  it('CI7 name no registry: where images and charts go is a variable', () => {
    for (const [file, text] of texts)
      expect(text, file).not.toMatch(/\b(?:ghcr|docker|quay|gcr)\.io\b|\.azurecr\.|\.amazonaws\./);
  });
});

await describeNeeding('actionlint', [ensureActionlint, ensureShellcheck], () => {
  it('CI8 actionlint finds nothing in them, nor in their commands', async () => {
    const files = workflows.map((workflow) => workflow.path);
    expect(await runProgram(actionlint, ['-no-color', ...ACTIONLINT_ARGS, ...files], { cwd: project.root })).toBe('');
  });
});
