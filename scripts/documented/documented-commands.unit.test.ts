import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { project } from '../local/project.ts';
import { documentedCommands } from './documented-commands.ts';
import { commandsOfDocuments } from './documents.ts';
import { needless, proofOf } from './proof-of.ts';

vi.setConfig({ testTimeout: 60_000 });

const DOCUMENT = `
Ask with \`npm run admin -- feed
status\`; \`kubectl\` and \`helm upgrade\` are only named.

\`\`\`sh
# first this
curl -H "a: #1" 'b # c' | grep d   # what it says
helm install one \\
  --wait
npm run deploy   # ☁
\`\`\`

1. ☁ **Log in**:

   \`\`\`sh
   openssl rand 3
   \`\`\`

| You see | Do |
|---|---|
| a | \`npm start\` |
| b | ☁ \`npm test\` |

\`\`\`
npm run nothing
\`\`\`
`;

const commands = await commandsOfDocuments();
async function npmScripts(): Promise<Record<string, string>> {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile(path.join(project.root, 'package.json'), 'utf8')));
  return scripts;
}

/** Parts of the tree that a command names. */
const PATHS = /(?<![\w./-])(?:core|scripts|test|docs|k8s-bridge)\/[\w./-]+/g;

describe('the commands of the documents', () => {
  it('RB1 are found in blocks and in sentences, without comments, with their lines and marks', () => {
    expect(documentedCommands(DOCUMENT).map(({ line, isMarked, text }) => [line, isMarked, text])).toEqual([
      [2, false, 'npm run admin -- feed status'],
      [7, false, `curl -H "a: #1" 'b # c' | grep d`],
      [8, false, 'helm install one --wait'],
      [10, true, 'npm run deploy'],
      [16, true, 'openssl rand 3'],
      [21, false, 'npm start'],
      [22, true, 'npm test'],
    ]);
  });

  it('RB1 are each run by a test, or marked as needing an account', async () => {
    expect(commands.length).toBeGreaterThan(150);
    const unproven = commands.filter((command) => proofOf(command) === null);
    expect(unproven.map(({ place, text }) => `${place} ${text}`)).toEqual([]);
    expect(needless(commands)).toEqual([]);
    const texts = new Map<string, string>();
    for (const command of commands) {
      const proof = proofOf(command);
      if (typeof proof !== 'object' || proof === null) continue;
      const text = texts.get(proof.file) ?? (await readFile(path.join(project.root, proof.file), 'utf8'));
      texts.set(proof.file, text);
      expect(text.includes(proof.holds), `${command.place}: ${proof.file} holds ${proof.holds}`).toBe(true);
    }
  });

  it('RB1 name npm scripts and files that are there', async () => {
    const scripts = await npmScripts();
    for (const { text, place } of commands) {
      const script = /\bnpm run (?:--silent )?(?<script>[\w:-]+)/.exec(text)?.groups?.script;
      if (script !== undefined) expect(Object.keys(scripts), place).toContain(script);
      for (const [file] of text.matchAll(PATHS)) await access(path.join(project.root, file));
    }
  });

  it('RB1 that a step of CI proves bring their own packages: it begins with a fresh clone', async () => {
    const scripts = await npmScripts();
    const steps = commands.filter((command) => {
      const proof = proofOf(command);
      return typeof proof === 'object' && proof !== null && /^\.(?:ci|github)\//.test(proof.file);
    });
    expect(steps.length).toBeGreaterThan(5);
    for (const { text, place } of steps) {
      const script = /^npm (?:run )?(?<script>[\w:-]+)/.exec(text)?.groups?.script;
      if (script !== undefined) expect(scripts[script], `${place} ${text}`).toMatch(/^node scripts\/bootstrap\.mjs /);
    }
  });

  it('RB2 of wrangler name the configuration', () => {
    const asking = commands.filter(({ text }) => text.startsWith('npx wrangler '));
    const without = asking.filter(({ text }) => !/ --config wrangler\.toml\b| login$/.test(text));
    expect(without.map(({ place, text }) => `${place} ${text}`)).toEqual([]);
  });
});
