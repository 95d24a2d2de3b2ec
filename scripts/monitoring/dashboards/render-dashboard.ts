import type { Dashboard, Panel } from './dashboard.ts';

const WIDTH = 24;
const HEIGHT = { lines: 8, stack: 8, number: 4 } as const;

const SOURCE = { type: 'prometheus', uid: `\${source}` };

/** What Grafana imports. Ids and places follow from the order, so that a change is a small difference. */
export function renderDashboard({ id, title, about, rows }: Dashboard): string {
  let nextId = 1;
  let y = 0;
  const panels: unknown[] = [];
  for (const row of rows) {
    panels.push({
      id: nextId++,
      type: 'row',
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y, w: WIDTH, h: 1 },
      panels: [],
    });
    y += 1;
    const w = Math.floor(WIDTH / row.panels.length);
    const h = Math.max(...row.panels.map(({ kind }) => HEIGHT[kind]));
    for (const [at, panel] of row.panels.entries())
      panels.push({ id: nextId++, gridPos: { x: at * w, y, w, h }, ...bodyOf(panel) });
    y += h;
  }
  const dashboard = {
    uid: `carillon-${id}`,
    title: `Carillon: ${title}`,
    description: about,
    tags: ['carillon'],
    schemaVersion: 39,
    editable: false,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'source', label: 'Prometheus', type: 'datasource', query: 'prometheus', current: {}, hide: 0 }],
    },
    links: [
      {
        title: 'Carillon',
        type: 'dashboards',
        tags: ['carillon'],
        asDropdown: true,
        includeVars: true,
        keepTime: true,
      },
    ],
    panels,
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

function bodyOf({ kind, title, unit, about, queries }: Panel) {
  return {
    type: kind === 'number' ? 'stat' : 'timeseries',
    title,
    description: about,
    datasource: SOURCE,
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        ...(kind !== 'number' && {
          custom: {
            fillOpacity: kind === 'stack' ? 30 : 8,
            showPoints: 'never',
            stacking: { mode: kind === 'stack' ? 'normal' : 'none' },
          },
        }),
      },
      overrides: [],
    },
    options:
      kind === 'number'
        ? { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'none', graphMode: 'area' }
        : {
            legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
            tooltip: { mode: 'multi' },
          },
    targets: queries.map(({ expr, legend }, at) => ({
      refId: String.fromCharCode(65 + at),
      datasource: SOURCE,
      expr,
      legendFormat: legend,
    })),
  };
}
