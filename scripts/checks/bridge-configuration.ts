import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describeConfiguration } from '#bridge/help-text.ts';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';

export const BRIDGE_CONFIGURATION_FILE = path.join(project.root, 'docs/bridge/configuration.md');

/** docs/bridge/configuration.md, made from the schemas that the bridge reads its environment with. */
export function bridgeConfigurationPage(): string {
  const sections = describeConfiguration().map(({ title, variables }) =>
    [
      `## ${title}`,
      '',
      '| Variable | Values | Default | |',
      '|---|---|---|---|',
      ...variables.map(({ name, values, fallback, description }) =>
        [
          '',
          name
            .split(' or ')
            .map((each) => `\`${each}\``)
            .join(' or '),
          values.replaceAll('|', '\\|'),
          fallback === null ? '' : `\`${fallback}\``,
          description.replaceAll('|', '\\|'),
          '',
        ]
          .join(' | ')
          .trim(),
      ),
    ].join('\n'),
  );
  return `${[
    '# Configuration of the bridge',
    '',
    'Made by `node scripts/write-bridge-configuration.ts` from the schemas in `k8s-bridge/src`; `node k8s-bridge/src/main.ts --help` prints the same.',
    'An empty variable counts as absent. A file named by a `…_FILE` variable is read again whenever it is needed, so that a',
    'rotated secret works without a restart. Every variable that has one may be a `…_DAPR` instead: `store/name/key` in a secret store',
    'of the sidecar at `DAPR_URL`, asked again twice a minute.',
    '',
    sections.join('\n\n'),
  ].join('\n')}\n`;
}

/** The reference says what the program really reads. */
export const bridgeConfiguration: Check = {
  name: 'docs/bridge/configuration.md follows the schemas',
  async run() {
    const page = bridgeConfigurationPage();
    if ((await readFile(BRIDGE_CONFIGURATION_FILE, 'utf8').catch(() => '')) === page) return;
    throw new PlainError('docs/bridge/configuration.md is out of date: `node scripts/write-bridge-configuration.ts`.');
  },
};
