import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '#bridge/clock.ts';
import { bridgeApp } from '#bridge/http/bridge-app.ts';
import { newMetrics } from '#bridge/metrics.ts';
import { newArchiverMetrics } from '#bridge/roles/archiver/archiver-metrics.ts';
import { newNotifierMetrics } from '#bridge/roles/notifier/notifier-metrics.ts';
import { EDGE_COUNTED, EDGE_GAUGES } from '#core/metrics/edge-metrics.ts';
import { silentLog } from '../kafka-stage.ts';
import { RULE_FILES, readRules } from './alert-rules.ts';

const EXPORTERS = path.resolve(import.meta.dirname, '../../deploy/monitoring/exporters');
const NAME = /^([a-z_][\w:]*)/i;

/** Every name of a series that the edge, the bridge, the recorded exporters and the recording rules have. */
export async function monitoredNames(): Promise<Set<string>> {
  const names = new Set(['up']);
  for (const family of [...Object.values(EDGE_COUNTED), ...Object.values(EDGE_GAUGES)])
    for (const name of seriesOf(family.name, family.type)) names.add(name);
  for (const { name, type } of await bridgeMetrics()) for (const each of seriesOf(name, String(type))) names.add(each);
  for (const file of await exporterFiles())
    for (const line of (await readFile(file, 'utf8')).split('\n')) {
      const name = NAME.exec(line)?.[1];
      if (name !== undefined) names.add(name);
    }
  for (const file of RULE_FILES) for (const { record } of await readRules(file)) if (record) names.add(record);
  return names;
}

export async function exporterFiles(): Promise<string[]> {
  return (await readdir(EXPORTERS)).map((name) => path.join(EXPORTERS, name));
}

/** What a process with every role shows. */
async function bridgeMetrics() {
  const { registry } = newMetrics();
  newNotifierMetrics(registry);
  newArchiverMetrics(registry, { writingSinceMs: null }, systemClock);
  bridgeApp({ version: '0', checks: [], routes: [], registry, log: silentLog });
  return await registry.getMetricsAsJSON();
}

function seriesOf(name: string, type: string): string[] {
  if (type === 'histogram') return [`${name}_bucket`, `${name}_sum`, `${name}_count`];
  return type === 'summary' ? [name, `${name}_sum`, `${name}_count`] : [name];
}
