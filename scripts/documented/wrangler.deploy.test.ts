import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { project } from '../local/project.ts';
import { commandsOfDocuments } from './documents.ts';
import { proofOf } from './proof-of.ts';

/** Opens a browser before it looks at anything else. */
const NOT_ASKED = /^npx wrangler login$/;
/** What it says once it has understood everything and is to speak with Cloudflare. */
const NO_ACCOUNT = /necessary to set a CLOUDFLARE_API_TOKEN environment variable/;

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'carillon-no-account-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** As somebody who has no account, and whom nobody can ask. */
async function typeWithoutAccount(command: string): Promise<string> {
  const env = {
    ...{ HOME: home, CI: 'true', WRANGLER_SEND_METRICS: 'false' },
    PATH: [path.join(project.root, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
  };
  const child = spawn('bash', ['-c', command.replace(/^npx /, '')], {
    ...{ cwd: project.root, env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return stdout + stderr;
}

test('RB2 what asks Cloudflare is understood by wrangler, which lacks nothing but an account', {
  timeout: 600_000,
}, async () => {
  const commands = (await commandsOfDocuments()).filter(
    (command) =>
      command.text.startsWith('npx wrangler ') && proofOf(command) === 'account' && !NOT_ASKED.test(command.text),
  );
  expect(commands.length).toBeGreaterThan(15);
  const texts = [...new Set(commands.map((command) => command.text))];
  const misunderstood: string[] = [];
  const next = async () => {
    for (let command = texts.pop(); command !== undefined; command = texts.pop()) {
      const said = await typeWithoutAccount(command);
      if (!NO_ACCOUNT.test(said)) misunderstood.push(`${command}\n${said.trim()}`);
    }
  };
  await Promise.all([next(), next()]);
  expect(misunderstood.join('\n\n')).toBe('');
  expect(await typeWithoutAccount('npx wrangler tail --env production --config wrangler.toml --serach a')).toContain(
    'Unknown argument',
  );
});
