import { renderChart, type ValueSet } from '../../scripts/deploy-chart/chart.ts';
import { type Manifest, readManifests } from './manifests.ts';

const rendered = new Map<string, Promise<string>>();

/** The chart with its tests, as text; each way once for all tests of a worker, as Helm takes a while. */
export function renderText(values: object = {}, set: ValueSet = 'default', namespace?: string): Promise<string> {
  const key = JSON.stringify([values, set, namespace]);
  const text = rendered.get(key) ?? renderChart({ set, values, isWithTests: true, ...(namespace && { namespace }) });
  rendered.set(key, text);
  return text;
}

export async function render(values: object = {}, set: ValueSet = 'default'): Promise<Manifest[]> {
  return readManifests(await renderText(values, set));
}
