import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readBuild } from './build-for.ts';
import { type DeployOptions, deploy } from './deploy.ts';
import { wranglerProgram } from './wrangler.ts';

const OLD = '11111111-1111-4111-8111-111111111111';
const NEW = '22222222-2222-4222-8222-222222222222';
/** Plays Cloudflare: answers by its first words as PLAY says, and notes what it was asked. */
const PROGRAM = `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
const args = process.argv.slice(2);
const folder = import.meta.dirname;
appendFileSync(folder + '/asked.txt', args.join(' ') + '\\n');
const play = JSON.parse(readFileSync(folder + '/play.json', 'utf8'));
const [words, answer] = Object.entries(play).find(([each]) => (args.join(' ') + ' ').startsWith(each + ' ')) ?? ['', { code: 1, text: 'not played' }];
if (answer.output) writeFileSync(process.env.WRANGLER_OUTPUT_FILE_PATH, JSON.stringify(answer.output) + '\\n');
console.log(answer.text ?? '');
process.exitCode = answer.code ?? 0;
`;
const ALL_IS_WELL = {
  'secret list': { text: `a remark\n${JSON.stringify([{ name: 'AUTH_SECRET' }, { name: 'OPERATOR_TOKEN' }])}` },
  'd1 migrations list': { text: '│ 0015_chat.sql │\n│ 0016_phrase_settings.sql │' },
  'd1 time-travel info': { text: '{ "bookmark": "0000-bookmark" }' },
  'deployments status': { text: JSON.stringify({ versions: [{ version_id: OLD, percentage: 100 }] }) },
  'd1 migrations apply': { text: 'applied' },
  deploy: { output: { type: 'deploy', version_id: NEW, targets: ['https://carillon-staging.example.workers.dev'] } },
  rollback: { text: 'rolled back' },
};
const CONFIG = {
  name: 'carillon-staging',
  vars: { ENVIRONMENT: 'staging', PUBLIC_ORIGIN: '' },
  d1_databases: [{ binding: 'DB', database_name: 'carillon-staging' }],
  secrets: { required: ['AUTH_SECRET', 'OPERATOR_TOKEN'] },
};

let folder: string;
let said: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'carillon-deploy-test-'));
  await writeFile(path.join(folder, 'wrangler.mjs'), PROGRAM);
  vi.stubEnv('CARILLON_WRANGLER', path.join(folder, 'wrangler.mjs'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  said = [];
});
afterEach(() => rm(path.join(folder, 'asked.txt'), { force: true }));

interface Scene {
  play?: object;
  config?: object;
  uncommitted?: string;
  smoke?: () => Promise<void>;
  options?: Partial<DeployOptions>;
}

async function run({ play, config, uncommitted = '', smoke = async () => {}, options }: Scene = {}): Promise<void> {
  await writeFile(path.join(folder, 'play.json'), JSON.stringify({ ...play, ...ALL_IS_WELL, ...play }));
  const file = path.join(folder, 'wrangler.json');
  await writeFile(file, JSON.stringify({ ...CONFIG, ...config }));
  const deps = {
    ...{ wrangler: wranglerProgram(), build: () => readBuild(file), uncommitted: async () => uncommitted, smoke },
    say: (line: string) => void said.push(line),
  };
  const plain = {
    target: 'staging',
    isDryRun: false,
    isDirtyAllowed: false,
    isTakenBack: false,
    message: 'abc what',
  } as const;
  await deploy(deps, { ...plain, ...options });
}

async function asked(): Promise<string[]> {
  const text = await readFile(path.join(folder, 'asked.txt'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/ --config .*/, ''));
}

const CHANGES = /^(?:d1 migrations apply|deploy(?:$| (?!--dry-run))|rollback|secret put)/;
const changes = async () => (await asked()).filter((line) => CHANGES.test(line));

// Each question to Cloudflare is a process of its own.
describe('npm run deploy', { timeout: 120_000 }, () => {
  it('DP3 looks at everything, migrates, deploys, tries it, and says how to go back', async () => {
    const tried: string[] = [];
    const smoke = vi.fn(async () => void tried.push(...(await asked())));
    await run({ smoke });
    expect(await asked()).toEqual([
      'secret list --format json --env staging',
      'd1 migrations list DB --remote --env staging',
      'deployments status --json --env staging',
      'd1 time-travel info DB --json --env staging',
      'd1 migrations apply DB --remote --env staging',
      'deploy',
    ]);
    expect(smoke).toHaveBeenCalledWith('https://carillon-staging.example.workers.dev');
    expect(tried).toHaveLength(6);
    const text = said.join('\n');
    expect(text).toContain('0016_phrase_settings.sql\n  adds settings.noon');
    expect(text).not.toContain('0014');
    expect(text).toContain(`npx wrangler rollback ${OLD} --env staging`);
    expect(text).toContain('npx wrangler d1 time-travel restore DB --bookmark 0000-bookmark --env staging');
  });

  it('DP3 leaves migrations alone when none is pending', async () => {
    await run({ play: { 'd1 migrations list': { text: '✅ No migrations to apply!' } } });
    expect(await changes()).toEqual(['deploy']);
  });

  it.each<[string, Scene, string]>([
    ['what is not committed', { uncommitted: ' M worker/index.ts' }, 'worker/index.ts'],
    [
      'a build for another environment',
      { config: { vars: { ENVIRONMENT: 'local', PUBLIC_ORIGIN: '' } } },
      'built for local',
    ],
    ['a Worker of another name', { config: { name: 'carillon' } }, 'is called carillon'],
    [
      'the database of another',
      { config: { d1_databases: [{ binding: 'DB', database_name: 'carillon' }] } },
      'not one of staging',
    ],
    [
      'a missing secret',
      { play: { 'secret list': { text: '[{"name":"AUTH_SECRET"}]' } } },
      'wrangler secret put OPERATOR_TOKEN --env staging',
    ],
    [
      'no Worker and so no secrets',
      { play: { 'secret list': { code: 1, text: 'This Worker does not exist [code: 10007]' } } },
      'secret put AUTH_SECRET',
    ],
    [
      'an account that does not answer',
      { play: { 'secret list': { code: 1, text: 'Authentication error' } } },
      'Authentication error',
    ],
    ['no bookmark to go back to', { play: { 'd1 time-travel info': { code: 1, text: 'unavailable' } } }, 'unavailable'],
  ])('DP4 changes nothing after it met %s', async (_, scene, words) => {
    await expect(run(scene)).rejects.toThrow(words);
    expect(await changes()).toEqual([]);
  });

  it('DP4 production has to know its own address', async () => {
    const production = {
      name: 'carillon-production',
      vars: { ENVIRONMENT: 'production', PUBLIC_ORIGIN: '' },
      d1_databases: [{ binding: 'DB', database_name: 'carillon-production' }],
    };
    await expect(run({ config: production, options: { target: 'production' } })).rejects.toThrow('PUBLIC_ORIGIN');
  });

  it.each([
    ['the migrations fail', { 'd1 migrations apply': { code: 1, text: 'SQLITE_ERROR' } }, 'SQLITE_ERROR'],
    ['the upload fails', { deploy: { code: 1, text: 'too large' } }, 'too large'],
  ])('DP5 when %s it says how to go back', async (_, play, words) => {
    const failed = run({ play });
    await expect(failed).rejects.toThrow(words);
    await expect(failed).rejects.toThrow(`npx wrangler rollback ${OLD}`);
  });

  it('DP5 a deployment that does not do its work is taken back when asked to, and never otherwise', async () => {
    const smoke = async () => {
      throw new Error('✗ create at https://…: 500');
    };
    await expect(run({ smoke })).rejects.toThrow(/✗ create[\s\S]*To go back/);
    expect(await changes()).not.toContainEqual(expect.stringContaining('rollback'));
    await expect(run({ smoke, options: { isTakenBack: true } })).rejects.toThrow(`${OLD} runs again`);
    expect((await changes()).at(-1)).toBe(
      `rollback ${OLD} --yes --message rolled back by the deployment --env staging`,
    );
    const first = { 'deployments status': { code: 1, text: 'This Worker does not exist [code: 10007]' } };
    await expect(run({ smoke, play: first, options: { isTakenBack: true } })).rejects.toThrow(
      'there was no version before',
    );
  });

  it('DP6 a dry run asks Cloudflare nothing, and refuses what a deployment would', async () => {
    await run({
      play: { 'deploy --dry-run': { text: 'Total Upload' } },
      options: { isDryRun: true },
      uncommitted: ' M x',
    });
    expect(await asked()).toEqual(['deploy --dry-run']);
    expect(said.join('\n')).toContain('AUTH_SECRET, OPERATOR_TOKEN');
    await expect(run({ config: { name: 'carillon' }, options: { isDryRun: true } })).rejects.toThrow(
      'is called carillon',
    );
  });
});
