import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_COUNTED, EDGE_GAUGES } from './edge-metrics.ts';
import { renderMetrics } from './render-metrics.ts';
import { addTally, count, observe, type Tally } from './tally.ts';

type Counted = readonly [kind: 'count' | 'observe', route: string, value: number];

const counted = fc.tuple(
  fc.constantFrom('count' as const, 'observe' as const),
  fc.constantFrom('/api/v1/tasks', 'page', '/feed/events'),
  fc.integer({ min: 0, max: 20_000 }).map((ms) => ms / 1024),
);

function tallyOf(all: readonly Counted[]): Tally {
  const tally: Tally = {};
  for (const [kind, route, value] of all) {
    if (kind === 'count') count(tally, 'problems', [route, 'not_found']);
    else observe(tally, 'requests', [route, 'GET', '2xx'], value);
  }
  return tally;
}

describe('what is counted', () => {
  it('OB1 adds up to the same however it is grouped and in whatever order it is brought', () => {
    fc.assert(
      fc.property(fc.array(fc.array(counted)), (batches) => {
        const forth: Tally = {};
        for (const batch of batches) addTally(forth, tallyOf(batch));
        const back: Tally = {};
        for (const batch of batches.toReversed()) addTally(back, tallyOf(batch.toReversed()));
        const atOnce = tallyOf(batches.flat());
        expect([renderMetrics(forth, {}), renderMetrics(back, {})]).toEqual(Array(2).fill(renderMetrics(atOnce, {})));
      }),
      { seed: 7 },
    );
  });

  it('OB1 begins a histogram anew when an earlier version counted with other buckets', () => {
    const stored: Tally = { reminderLateness: { '[]': [4, 4, 4] } };
    const more: Tally = {};
    observe(more, 'reminderLateness', [], 0.3);
    addTally(stored, more);
    expect(stored).toEqual(more);
  });
});

describe('the text', () => {
  it('OB2 tells a histogram as growing buckets, their sum and their number', () => {
    const tally: Tally = {};
    for (const seconds of [0.004, 0.02, 0.02, 99]) observe(tally, 'requests', ['/api/v1/tasks', 'GET', '2xx'], seconds);
    const text = renderMetrics(tally, {});
    const labels = 'route="/api/v1/tasks",method="GET",status="2xx"';
    expect(text).toContain('# TYPE carillon_edge_request_duration_seconds histogram\n');
    expect(text).toContain(`carillon_edge_request_duration_seconds_bucket{${labels},le="0.005"} 1\n`);
    expect(text).toContain(`carillon_edge_request_duration_seconds_bucket{${labels},le="0.025"} 3\n`);
    expect(text).toContain(`carillon_edge_request_duration_seconds_bucket{${labels},le="10"} 3\n`);
    expect(text).toContain(`carillon_edge_request_duration_seconds_bucket{${labels},le="+Inf"} 4\n`);
    expect(text).toContain(`carillon_edge_request_duration_seconds_count{${labels}} 4\n`);
  });

  it('OB2 has what has no labels from the beginning, leaves out gauges that were not read, and escapes labels', () => {
    const text = renderMetrics({}, { info: [[['1"\n\\'], 1]] });
    expect(text).toContain('\ncarillon_edge_alarms_total 0\n');
    expect(text).toContain('\ncarillon_edge_reminder_lateness_seconds_bucket{le="+Inf"} 0\n');
    expect(text).toContain('\ncarillon_edge_info{version="1\\"\\n\\\\"} 1\n');
    expect(text).not.toContain('carillon_edge_tasks');
  });

  it('OB2 names every metric once, with its unit, as Prometheus wants it', () => {
    const families = [...Object.values(EDGE_COUNTED), ...Object.values(EDGE_GAUGES)];
    expect(new Set(families.map(({ name }) => name)).size).toBe(families.length);
    for (const { name, type, buckets } of families) {
      expect(name).toMatch(/^carillon_edge_[a-z_]+$/);
      expect(name.endsWith('_total')).toBe(type === 'counter');
      expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
    }
  });
});
