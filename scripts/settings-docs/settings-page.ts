import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describeConfiguration } from '#bridge/help-text.ts';
import { project } from '../local/project.ts';
import { COMMAND_SETTINGS, namesInCommands } from './command-settings.ts';
import { readWranglerVars, type WranglerVariable } from './read-wrangler-vars.ts';
import {
  CI_SECRETS,
  CI_VARIABLES,
  CLUSTER_SECRETS,
  type ClusterSecret,
  EDGE_SECRETS,
  MONITORING_SECRETS,
  type Setting,
} from './secrets.ts';

export const SETTINGS_FILE = path.join(project.root, 'docs/settings.md');

/** docs/settings.md: every secret and variable there is, of the edge, the bridge, CI and the commands. */
export async function settingsPage(): Promise<string> {
  const variables = readWranglerVars(await readFile(project.config, 'utf8'));
  return `${[
    '# Every setting',
    '',
    'Made by `node scripts/write-settings.ts` from `wrangler.toml`, the schemas of the bridge and the workflows; `npm run check` says when',
    'one is missing here. Secrets are in no file of the project.',
    '',
    '## Edge: secrets',
    '',
    '`npx wrangler secret put NAME --env staging --config wrangler.toml`; on this machine `.dev.vars`, which `npm start` fills.',
    '',
    ...table(EDGE_SECRETS),
    '',
    '## Edge: variables',
    '',
    'In `wrangler.toml`, under `[env.….vars]`.',
    '',
    '| Variable | local | staging | production | |',
    '|---|---|---|---|---|',
    ...variables.map(variableRow),
    '',
    '## CI: secrets',
    '',
    'In the settings of the repository, those of an environment there.',
    '',
    ...table(CI_SECRETS),
    '',
    '## CI: variables',
    '',
    ...table(CI_VARIABLES),
    '',
    '## Commands',
    '',
    ...table(COMMAND_SETTINGS),
    '',
    '## Cluster: Secrets',
    '',
    'In the namespace of the bridge. Names are those of the values that are shipped; which keys your values need `helm install` says.',
    'It refuses to install when a Secret is there and lacks one.',
    '',
    ...secretsTable(CLUSTER_SECRETS),
    '',
    'In the namespace of the monitoring, by the values in `k8s-bridge/deploy/monitoring`:',
    '',
    ...secretsTable(MONITORING_SECRETS),
    '',
    '## Bridge',
    '',
    'As environment of its pods, which the chart sets; what each may be stands in [bridge/configuration.md](bridge/configuration.md).',
    '',
    '| Of | Variables |',
    '|---|---|',
    ...describeConfiguration().map(
      ({ title, variables: all }) =>
        `| ${title} | ${all
          .map(({ name }) =>
            name
              .split(' or ')
              .map((each) => `\`${each}\``)
              .join(' or '),
          )
          .join(', ')} |`,
    ),
  ].join('\n')}\n`;
}

function table(settings: readonly Setting[]): string[] {
  return [
    '| Name | Needed | |',
    '|---|---|---|',
    ...settings.map(({ name, isNeeded, does }) => `| \`${name}\` | ${isNeeded ? 'yes' : ''} | ${does} |`),
  ];
}

function secretsTable(secrets: readonly ClusterSecret[]): string[] {
  return [
    '| Secret | Key | Needed with | |',
    '|---|---|---|---|',
    ...secrets.flatMap(({ name, keys }) =>
      keys.map(({ key, when, does }) => `| \`${name}\` | \`${key}\` | ${when} | ${does} |`),
    ),
  ];
}

function variableRow({ name, values, comment }: WranglerVariable): string {
  const cells = ['local', 'staging', 'production'].map((each) => (values[each] ? `\`${values[each]}\`` : ''));
  return `| \`${name}\` | ${cells.join(' | ')} | ${comment.replaceAll('|', '\\|')} |`;
}

/** What is read somewhere and stands in no list, or stands in one and is read nowhere. */
export async function unlistedSettings(): Promise<string[]> {
  const read = (...parts: string[]) => readFile(path.join(project.root, ...parts), 'utf8');
  const variables = readWranglerVars(await read('wrangler.toml'));
  const inCode = new Set(await edgeNames(read));
  const edge = new Set([...variables, ...EDGE_SECRETS].map(({ name }) => name));
  const folder = path.join(project.root, '.github/workflows');
  const workflows = (await Promise.all((await readdir(folder)).map((file) => read('.github/workflows', file)))).join(
    '\n',
  );
  const named = (kind: string) =>
    new Set([...workflows.matchAll(new RegExp(`\\b${kind}\\.(\\w+)`, 'g'))].map(([, name = '']) => name));
  return [
    ...missing('the code of the edge reads', inCode, edge),
    ...missing('nobody reads', edge, inCode),
    ...variables.flatMap(({ name, values }) =>
      ['local', 'staging', 'production']
        .filter((each) => values[each] === undefined && !(each === 'local' && name.startsWith('VAPID_')))
        .map((each) => `wrangler.toml says nothing of ${name} for ${each}`),
    ),
    ...missing('a workflow reads the secret', named('secrets'), new Set(CI_SECRETS.map(({ name }) => name))),
    ...missing('a workflow reads the variable', named('vars'), new Set(CI_VARIABLES.map(({ name }) => name))),
    ...missing('no workflow reads the secret', new Set(CI_SECRETS.map(({ name }) => name)), named('secrets')),
    ...missing('no workflow reads the variable', new Set(CI_VARIABLES.map(({ name }) => name)), named('vars')),
    ...missing(
      'a command reads',
      await namesInCommands(),
      new Set([...COMMAND_SETTINGS.map(({ name }) => name), ...bridgeNames()]),
    ),
  ];
}

function bridgeNames(): string[] {
  return describeConfiguration().flatMap(({ variables }) => variables.flatMap(({ name }) => name.split(' or ')));
}

/** Names that the schemas of the edge's environment have as keys. */
async function edgeNames(read: (...parts: string[]) => Promise<string>): Promise<string[]> {
  const found = await readdir(path.join(project.root, 'application'), { recursive: true });
  const files = found.filter((file) => /-configuration\.ts$/.test(file));
  const texts = await Promise.all([read('worker/env.ts'), ...files.map((file) => read('application', file))]);
  return texts.flatMap((text) => [...text.matchAll(/^\s+([A-Z][A-Z0-9_]{2,}):/gm)].map(([, name = '']) => name));
}

function missing(words: string, wanted: ReadonlySet<string>, there: ReadonlySet<string>): string[] {
  return [...wanted].filter((name) => !there.has(name)).map((name) => `${words} ${name}`);
}
