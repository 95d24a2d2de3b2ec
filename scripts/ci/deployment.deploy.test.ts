import { describe, expect, it } from 'vitest';
import { EQUIPMENT } from '../suites/equipment.ts';
import { type Job, readPrepare, readWorkflows } from './read-workflows.ts';

const workflows = await readWorkflows();
const prepare = await readPrepare();

/** The jobs of a workflow that has them. */
function jobsOf(file: string, ...names: string[]): Job[] {
  const jobs = workflows.find((workflow) => workflow.file === file)?.jobs ?? {};
  return names.map((name) => {
    const job = jobs[name];
    if (job === undefined) throw new Error(`${file} has no job ${name}`);
    return job;
  });
}

/** What each of its preparations is equipped with: by its own words, or by those of its matrix. */
function equipmentOf({ steps, strategy }: Job): unknown[] {
  return steps
    .filter(({ uses }) => uses === './.github/actions/prepare')
    .flatMap((step) => {
      const named = step.with?.equip;
      return named === `\${{ matrix.equip }}` ? (strategy?.matrix.include ?? []).map(({ equip }) => equip) : [named];
    })
    .filter((each) => each !== undefined);
}

describe('what a job builds', () => {
  it('CI13 is kept under the name of what it needs, and what it needs is known', () => {
    const named = workflows.flatMap(({ jobs }) => Object.values(jobs).flatMap(equipmentOf));
    expect(new Set(named)).toEqual(new Set(Object.keys(EQUIPMENT)));
    for (const { text, file } of workflows) expect(text, file).not.toMatch(/judges: "/);
  });

  it('CI13 is brought and kept before the job does its work, under a key that is its own', () => {
    const [restore, bring, save] = prepare.slice(-3);
    expect(restore?.uses).toContain('actions/cache/restore@');
    expect(restore?.with?.key).toMatch(/-\$\{\{ inputs\.equip \}\}-\$\{\{ hashFiles\(/);
    expect(restore?.with?.['restore-keys']).toMatch(/-\$\{\{ inputs\.equip \}\}-$/);
    expect(bring).toMatchObject({ run: 'npm run equip -- "$EQUIP"', env: { EQUIP: `\${{ inputs.equip }}` } });
    expect(save?.uses).toContain('actions/cache/save@');
    expect(save?.with?.key).toBe(`\${{ steps.kept.outputs.cache-primary-key }}`);
    expect(save?.with?.path).toBe(restore?.with?.path);
  });

  it('CI14 is run by root where containers have limits of memory and browsers a sandbox', () => {
    const [tests, deployables] = jobsOf('pull-request.yml', 'test', 'deployables');
    const [long, benches] = jobsOf('nightly.yml', 'long', 'benches');
    const [browsers] = jobsOf('deploy.yml', 'browsers');
    for (const job of [tests, deployables, long, benches, browsers])
      expect(job?.steps.some(({ run }) => run?.startsWith('.ci/as-root '))).toBe(true);
  });
});

describe('a deployment', () => {
  const [before, cluster, edge, smoke, browsers, takeBack, tell] = jobsOf(
    'deploy.yml',
    ...['before', 'cluster', 'edge', 'smoke', 'browsers', 'take-back', 'tell'],
  );

  it('CI15 brings the bridge before the edge, and notes before either what it may go back to', () => {
    expect(before?.needs).toEqual([]);
    expect(cluster?.needs).toEqual(['before']);
    expect(edge?.needs).toEqual(['before', 'cluster']);
    expect(smoke?.needs).toEqual(['cluster', 'edge']);
    expect(browsers?.needs).toEqual(['smoke']);
    expect(before?.outputs).toEqual({
      version: `\${{ steps.note.outputs.version }}`,
      revision: `\${{ steps.note.outputs.revision }}`,
    });
  });

  it('CI15 is taken back whatever failed or ran out of time, the edge first and the chart whatever became of it', () => {
    expect(takeBack?.needs).toEqual(['before', 'cluster', 'edge', 'smoke', 'browsers']);
    expect(takeBack?.if).toMatch(/^always\(\) && .*'failure'\) \|\| contains\(needs\.\*\.result, 'cancelled'\)/);
    const commands = takeBack?.steps.filter(({ run }) => run !== undefined) ?? [];
    expect(commands.map(({ run }) => run?.split(' --env')[0])).toEqual([
      'npm run rollback --',
      '.ci/cluster-login',
      'npm run rollback --',
    ]);
    expect(commands[0]?.run).toContain('--version "$VERSION"');
    expect(commands[2]?.run).toContain('--chart-revision "$REVISION"');
    for (const { if: condition } of commands.slice(1)) expect(condition).toMatch(/^always\(\) && /);
  });

  it('CI15 tells how taking it back ended, after it has', () => {
    expect(tell?.needs).toContain('take-back');
    expect(tell?.if).toMatch(/^always\(\) && /);
    const said = tell?.steps.at(-1);
    expect(said?.run).toContain('$TAKEN_BACK');
    expect(said?.env?.TAKEN_BACK).toBe(`\${{ needs.take-back.result }}`);
  });

  it('CI15 lets no step run as long as its job may: a job that runs out of time counts as cancelled, not as failed', () => {
    const changing = [cluster, edge, smoke, browsers, takeBack].flatMap((job) =>
      (job?.steps ?? []).map((step) => ({ job, step })),
    );
    const commands = changing.filter(({ step }) => /^(?:\.ci\/as-root )?npm /.test(step.run ?? ''));
    expect(commands.length).toBeGreaterThan(5);
    for (const { job, step } of commands) {
      expect(step['timeout-minutes'], step.run).toBeDefined();
      expect(step['timeout-minutes'], step.run).toBeLessThan(job?.['timeout-minutes'] ?? 0);
    }
    // helm: ten minutes for the upgrade, five for its test, ten to go back.
    expect(cluster?.steps.at(-1)?.['timeout-minutes']).toBeGreaterThan(25);
  });

  it('CI15 of every workflow that nobody looks at while it runs, a failure is told', () => {
    for (const [file, needs] of [
      ['main.yml', ['image', 'tests']],
      ['nightly.yml', ['long', 'benches']],
      ['release.yml', ['tests', 'publish']],
      ['rollback.yml', ['rollback']],
    ] as const) {
      const [job] = jobsOf(file, 'tell');
      expect(job?.needs, file).toEqual(needs);
      expect(job?.if, file).toMatch(/^always\(\) && /);
    }
  });

  it('CI10 a release builds no image: it names the one of its commit', () => {
    const [publish] = jobsOf('release.yml', 'publish');
    const commands = publish?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(commands).toContain('npm run release:publish -- release');
    expect(commands.filter((command) => /npm run (?:image|judge)\b|--sign/.test(command))).toEqual([]);
  });
});
