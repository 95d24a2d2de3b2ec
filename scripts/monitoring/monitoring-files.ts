import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { project } from '../local/project.ts';
import { DASHBOARDS } from './dashboards/dashboards.ts';
import { renderDashboard } from './dashboards/render-dashboard.ts';
import { objectiveRules } from './objective-rules.ts';

const FILES = path.join(project.root, 'k8s-bridge/deploy/chart/files');

/** Everything that is made from descriptions here, by its path. */
export function monitoringFiles(): Map<string, string> {
  const dashboards = DASHBOARDS.map((dashboard): [string, string] => [
    path.join(FILES, `dashboards/${dashboard.id}.json`),
    renderDashboard(dashboard),
  ]);
  return new Map([[path.join(FILES, 'rules/objectives.yaml'), objectiveRules()], ...dashboards]);
}

export async function writeMonitoring(): Promise<void> {
  for (const [file, content] of monitoringFiles()) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
