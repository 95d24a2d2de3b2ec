import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import { monitoringFiles } from '../monitoring/monitoring-files.ts';
import type { Check } from './check.ts';

/** The chart carries files that are made from descriptions, so that Helm needs no program to make them. */
export const monitoringDrift: Check = {
  name: 'rules and dashboards follow scripts/monitoring',
  async run() {
    const stale: string[] = [];
    for (const [file, content] of monitoringFiles())
      if ((await readFile(file, 'utf8').catch(() => '')) !== content) stale.push(path.relative(project.root, file));
    if (stale.length > 0) throw new PlainError(`${stale.join(', ')}: out of date: \`npm run monitoring\`.`);
  },
};
