import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';
import type { Setting } from './secrets.ts';

/** What the commands of the project read on any machine. */
export const COMMAND_SETTINGS: readonly Setting[] = [
  { name: 'PORT', isNeeded: false, does: '`npm start`: the first port that is tried; 8787' },
  { name: 'CARILLON_STATE', isNeeded: false, does: 'where the local instance keeps everything; .wrangler/state' },
  { name: 'CARILLON_BUILD', isNeeded: false, does: 'where a build goes; `npm run deploy` sets it' },
  {
    name: 'CARILLON_WRANGLER',
    isNeeded: false,
    does: 'another program in place of wrangler; tests play Cloudflare with it',
  },
  {
    name: 'OPERATOR_TOKEN',
    isNeeded: false,
    does: '`admin`, `backup`, `timers`, `smoke`: that of the Worker; at this machine the one of `.dev.vars`',
  },
  { name: 'BACKUP_KEY', isNeeded: false, does: '`restore` and `backup -- fetch`: what opens a backup' },
  { name: 'CARILLON_URL', isNeeded: false, does: '`npm run bridge`: the edge; the local instance' },
  { name: 'ROLES', isNeeded: false, does: '`npm run bridge`: which roles' },
  {
    name: 'CARILLON_TOKEN',
    isNeeded: false,
    does: '`npm run bridge`, `cluster:local`: the service token of the bridge',
  },
  { name: 'AUDIT_TOKEN', isNeeded: false, does: '`npm run verify`, `bridge`: opens the archive' },
  { name: 'IMAGE_REPOSITORY', isNeeded: false, does: '`npm run release:publish`: as in CI' },
  { name: 'CHART_REPOSITORY', isNeeded: false, does: '`npm run release:publish`: as in CI' },
  { name: 'IMAGE_SOURCE', isNeeded: false, does: '`npm run image`: where the source is, for its label' },
  {
    name: 'NODE_IMAGE',
    isNeeded: false,
    does: '`npm run image` with Docker: the image of Node that it begins with, by its digest',
  },
  { name: 'NOTIFY_WEBHOOK', isNeeded: false, does: '`npm run notify`: as in CI' },
  {
    name: 'CI',
    isNeeded: false,
    does: 'true: what cannot be tested is a failure, and programs are installed through sudo where it asks for no password',
  },
  { name: 'CHROMIUM', isNeeded: false, does: 'the browser of the end-to-end tests; the one that is installed' },
  { name: 'JAVA_HOME', isNeeded: false, does: 'the Java of the Kafka of tests; the one on the PATH' },
  { name: 'E2E_AT_A_TIME', isNeeded: false, does: 'how many end-to-end tests of a file run at a time; 5' },
  { name: 'CARILLON_E2E_PORT', isNeeded: false, does: 'the port of the first instance of a test; any that is free' },
];

/** Of the machine, or set by one command of the project for another: nobody else sets them. */
const NOT_OURS = new Set(['PATH', 'TMPDIR', 'GITHUB_OUTPUT']);
const BETWEEN_COMMANDS = new Set([
  ...['CERTIFY_RECURRENCES', 'CERTIFY_SEED', 'CERTIFY_BRIDGE_SEEDS', 'CERTIFY_BRIDGE_OUTAGE'],
  ...['E2E_ORIGIN', 'SIMULATION_MUTANT'],
]);
const FOLDERS = ['scripts', 'bench', 'test', 'k8s-bridge/test'];

/** What programs and tests of the project take from the environment, but for what nobody sets by hand. */
export async function namesInCommands(): Promise<ReadonlySet<string>> {
  const files = await Promise.all(
    FOLDERS.map(async (folder) => {
      const found = await readdir(path.join(project.root, folder), { recursive: true });
      return found
        .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.endsWith('.test.ts'))
        .map((file) => `${folder}/${file}`);
    }),
  );
  const texts = await Promise.all(
    [...files.flat(), 'vitest.config.ts', 'vite.config.ts', 'react-router.config.ts'].map((file) =>
      readFile(path.join(project.root, file), 'utf8'),
    ),
  );
  const names = texts.flatMap((text) => [
    ...[...text.matchAll(/process\.env\.([A-Z]\w+)/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/const \{(?<names>[^{}]+)\} = process\.env/g)].flatMap(
      ([whole]) => whole.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? [],
    ),
  ]);
  return new Set(names.filter((name) => !NOT_OURS.has(name) && !BETWEEN_COMMANDS.has(name)));
}
